// Dynamic GEXF 1.3. Gephi takes an interval of time as closed at both ends and refuses an element
// whose values overlap, so that the times of two slices never share a second.

#include <algorithm>
#include <cmath>
#include <map>

#include "base/instant.h"
#include "exchange/detail/network_writers.h"

namespace faultline::exchange::detail {
namespace {

/// The time of each slice in the file; both ends belong to it.
struct Times {
  enum class Unit { Dates, Seconds, Numbers };
  struct Interval {
    std::int64_t begin = 0, end = 0;  // seconds, or the number of the slice
  };
  Unit unit = Unit::Seconds;
  std::vector<Interval> intervals;

  /// The next one begins where this one ends: nothing lies between.
  [[nodiscard]] bool are_adjoining(std::size_t first, std::size_t second) const {
    return intervals[first].end + 1 == intervals[second].begin;
  }
};

bool are_apart(std::span<const networks::Slice> slices) {
  for (std::size_t i = 0; i < slices.size(); ++i) {
    if (slices[i].start > slices[i].stop) return false;
    if (i > 0 && slices[i - 1].stop >= slices[i].start) return false;
  }
  return true;
}

/// Whole days lie between their times, which may all be at 03:18:47: that of the first document.
bool are_days_apart(std::span<const networks::Slice> slices) {
  return std::all_of(slices.begin(), slices.end(), [&](const networks::Slice& slice) {
    return second_of_day(slice.time) == second_of_day(slices.front().time);
  });
}

/// Slices that overlap stand for their `time` until the next one's; where two have the same time
/// (windows of events), all are numbered. Times that are whole days apart are given as days.
Times times_of(std::span<const networks::Slice> slices) {
  Times times;
  const auto add = [&times](std::int64_t begin, std::int64_t end) {
    times.intervals.push_back({begin, end});
  };
  if (are_apart(slices)) {
    for (const networks::Slice& slice : slices) add(slice.start.seconds, slice.stop.seconds);
  } else if (std::adjacent_find(slices.begin(), slices.end(),
                                [](const auto& left, const auto& right) {
                                  return left.time >= right.time;
                                }) == slices.end()) {
    const bool by_days = are_days_apart(slices);
    const auto begin_of = [&](const networks::Slice& slice) {
      return by_days ? start_of(day_of(slice.time)).seconds : slice.time.seconds;
    };
    for (std::size_t i = 0; i + 1 < slices.size(); ++i)
      add(begin_of(slices[i]), begin_of(slices[i + 1]) - 1);
    const std::int64_t last = begin_of(slices.back());
    const Times::Interval before =
        times.intervals.empty() ? Times::Interval{last, last} : times.intervals.back();
    add(last, last + before.end - before.begin);
  } else {
    times.unit = Times::Unit::Numbers;
    for (std::size_t i = 0; i < slices.size(); ++i)
      add(static_cast<std::int64_t>(i) + 1, static_cast<std::int64_t>(i) + 1);
    return times;
  }
  const bool are_days = std::all_of(times.intervals.begin(), times.intervals.end(),
                                    [](const Times::Interval& interval) {
                                      return second_of_day({interval.begin}) == 0 &&
                                             second_of_day({interval.end}) == seconds_per_day - 1;
                                    });
  if (are_days) times.unit = Times::Unit::Dates;
  return times;
}

std::string word_for(const Times& times, std::int64_t time) {
  switch (times.unit) {
    case Times::Unit::Dates:
      return to_string(day_of({time}));
    case Times::Unit::Seconds:
      return to_string(Instant{time});
    case Times::Unit::Numbers:
      return fmt::format("{}", time);
  }
  return {};
}

std::string_view format_of(Times::Unit unit) {
  switch (unit) {
    case Times::Unit::Dates:
      return "date";
    case Times::Unit::Seconds:
      return "dateTime";
    case Times::Unit::Numbers:
      return "double";  // Gephi knows no "integer"
  }
  return {};
}

/// Writes what holds in some slices, in their order, as stretches of time.
class Stretches {
 public:
  Stretches(Sink& out, const Times& times) : out_(out), times_(times) {
    for (const Times::Interval& interval : times.intervals) {
      begins_.push_back(word_for(times, interval.begin));
      ends_.push_back(word_for(times, interval.end));
    }
  }

  void put_times(std::size_t first, std::size_t last) {
    out_.put(" start=\"").put(begins_[first]).put("\" end=\"").put(ends_[last]).put('"');
  }

  void put_spells(std::span<const std::uint32_t> slices) {
    out_.put("<spells>");
    for_each(
        slices, [](std::size_t) { return 0.0; },
        [&](std::size_t first, std::size_t last, double) {
          out_.put("<spell");
          put_times(first, last);
          out_.put("/>");
        });
    out_.put("</spells>");
  }

  /// `value_of` takes a place in `slices`; where it gives none, there is no value.
  template <class ValueOf>
  void put_values(std::string_view id, std::span<const std::uint32_t> slices, ValueOf value_of) {
    for_each(slices, value_of, [&](std::size_t first, std::size_t last, double value) {
      out_.put("<attvalue for=\"").put(id).put("\" value=\"").number(value).put('"');
      put_times(first, last);
      out_.put("/>");
    });
  }

 private:
  /// Slices that adjoin and have the same value are one stretch.
  template <class ValueOf, class Put>
  void for_each(std::span<const std::uint32_t> slices, ValueOf value_of, Put put) {
    std::optional<double> open;
    std::size_t first = 0, last = 0;
    for (std::size_t place = 0; place < slices.size(); ++place) {
      const std::optional<double> value = value_of(place);
      const std::size_t slice = slices[place];
      if (open && value == open && times_.are_adjoining(last, slice)) {
        last = slice;
        continue;
      }
      if (open) put(first, last, *open);
      open = value;
      first = last = slice;
    }
    if (open) put(first, last, *open);
  }

  Sink& out_;
  const Times& times_;
  std::vector<std::string> begins_, ends_;
};

/// One edge in one slice, by the places of its ends in the list of nodes.
struct Appearance {
  std::uint32_t from, to, slice, edge;

  friend auto operator<=>(const Appearance&, const Appearance&) = default;
};

struct Series {
  std::span<const networks::Slice> slices;
  SeriesNodes nodes;
  std::vector<std::vector<std::uint32_t>> presence;                      // of each node: its slices
  std::vector<std::map<std::uint32_t, std::pair<int, double>>> degrees;  // slice: degree, strength
  std::vector<Appearance> edges;                                         // by ends, then slice
  std::vector<std::string> edge_names;    // further columns, of any slice
  std::vector<EdgeColumns> edge_columns;  // of each slice
};

Series series_of(std::span<const networks::Slice> slices, const TableRows& rows) {
  Series series;
  series.slices = slices;
  series.nodes = series_nodes(slices, rows);
  series.presence.resize(series.nodes.list.nodes.size());
  series.degrees.resize(series.nodes.list.nodes.size());
  for (std::uint32_t slice = 0; slice < slices.size(); ++slice) {
    const networks::Network& network = slices[slice].network;
    const std::vector<std::uint32_t>& places = series.nodes.places[slice];
    for (const std::uint32_t place : places) series.presence[place].push_back(slice);
    for (std::uint32_t edge = 0; edge < network.edges.size(); ++edge) {
      const networks::Edge& ends = network.edges[edge];
      std::uint32_t from = places[ends.from], to = places[second_end(network, ends)];
      // The same two nodes may stand in another order in another slice.
      if (network.shape == networks::Shape::OneMode && from > to) std::swap(from, to);
      series.edges.push_back({from, to, slice, edge});
      for (const std::uint32_t end : {from, to}) {
        auto& [degree, strength] = series.degrees[end][slice];
        ++degree;
        strength += std::abs(ends.weight);
      }
    }
    series.edge_columns.emplace_back(network);
    for (const std::string& name : series.edge_columns.back().names)
      if (std::find(series.edge_names.begin(), series.edge_names.end(), name) ==
          series.edge_names.end())
        series.edge_names.push_back(name);
  }
  std::sort(series.edges.begin(), series.edges.end());
  return series;
}

void put_dynamic_attributes(Sink& out, const Series& series) {
  out.put(
      "  <attributes class=\"node\" mode=\"dynamic\">\n"
      "   <attribute id=\"degree\" title=\"degree\" type=\"integer\"/>\n"
      "   <attribute id=\"strength\" title=\"strength\" type=\"double\"/>\n"
      "  </attributes>\n"
      "  <attributes class=\"edge\" mode=\"dynamic\">\n"
      "   <attribute id=\"weight\" title=\"weight\" type=\"double\"/>\n"
      "   <attribute id=\"sign\" title=\"sign\" type=\"integer\"/>\n"
      "   <attribute id=\"value\" title=\"value\" type=\"double\"/>\n");
  for (std::size_t i = 0; i < series.edge_names.size(); ++i) {
    out.put("   <attribute id=\"edge").number(i).put("\" title=\"").xml(series.edge_names[i]);
    out.put("\" type=\"double\"/>\n");
  }
  out.put("  </attributes>\n");
}

void put_node(Sink& out, const Series& series, std::size_t node, Stretches& stretches) {
  const ListedNode& listed = series.nodes.list.nodes[node];
  const std::vector<std::uint32_t>& slices = series.presence[node];
  const auto& degrees = series.degrees[node];
  const auto of_slice = [&](std::size_t place) {
    const auto found = degrees.find(slices[place]);
    return found == degrees.end() ? std::pair(0, 0.0) : found->second;
  };
  out.put("   <node id=\"").put(listed.id).put("\" label=\"").xml(listed.label);
  out.put("\"><attvalues>");
  put_gexf_node_values(out, series.nodes.list, listed);
  stretches.put_values("degree", slices, [&](std::size_t place) {
    return std::optional<double>(of_slice(place).first);
  });
  stretches.put_values("strength", slices, [&](std::size_t place) {
    return std::optional<double>(of_slice(place).second);
  });
  out.put("</attvalues>");
  stretches.put_spells(slices);
  out.put("</node>\n");
}

/// All appearances of one edge.
void put_edge(Sink& out, const Series& series, std::span<const Appearance> edge, std::size_t number,
              Stretches& stretches) {
  std::vector<std::uint32_t> slices;
  for (const Appearance& appearance : edge) slices.push_back(appearance.slice);
  const auto weight = [&](std::size_t place) {
    return series.slices[edge[place].slice].network.edges[edge[place].edge].weight;
  };
  const std::vector<ListedNode>& nodes = series.nodes.list.nodes;
  out.put("   <edge id=\"").number(number).put("\" source=\"").put(nodes[edge[0].from].id);
  out.put("\" target=\"").put(nodes[edge[0].to].id).put("\"><attvalues>");
  const auto put = [&](std::string_view id, auto number_of) {
    stretches.put_values(
        id, slices, [&](std::size_t place) { return std::optional<double>(number_of(place)); });
  };
  put("weight", [&](std::size_t place) { return std::abs(weight(place)); });
  put("sign", [&](std::size_t place) { return sign_of(weight(place)); });
  put("value", weight);
  for (std::size_t i = 0; i < series.edge_names.size(); ++i) {
    stretches.put_values(
        fmt::format("edge{}", i), slices, [&](std::size_t place) -> std::optional<double> {
          const EdgeColumns& columns = series.edge_columns[edge[place].slice];
          const auto found =
              std::find(columns.names.begin(), columns.names.end(), series.edge_names[i]);
          if (found == columns.names.end()) return std::nullopt;
          return columns.at(static_cast<std::size_t>(found - columns.names.begin()),
                            edge[place].edge);
        });
  }
  out.put("</attvalues>");
  stretches.put_spells(slices);
  out.put("</edge>\n");
}

std::string description_of_times(const Times& times, std::span<const networks::Slice> slices) {
  if (times.unit != Times::Unit::Numbers) return {};
  std::string text = "\nTimes are numbers of slices, because some have the same time:";
  for (std::size_t i = 0; i < slices.size(); ++i)
    text += fmt::format(" {} {};", i + 1, to_string(slices[i].time));
  text.back() = '.';
  return text;
}

}  // namespace

void write_gexf_series(Sink& out, std::span<const networks::Slice> slices,
                       const NetworkNotes& notes) {
  const TableRows rows(notes.nodes);
  const Series series = series_of(slices, rows);
  const Times times = slices.empty() ? Times{} : times_of(slices);
  put_gexf_begin(out, description(notes) + description_of_times(times, slices));
  const bool is_directed =
      !slices.empty() && slices.front().network.shape == networks::Shape::Directed;
  out.put(" <graph mode=\"dynamic\" defaultedgetype=\"");
  out.put(is_directed ? "directed" : "undirected").put("\" timeformat=\"");
  out.put(format_of(times.unit)).put("\" timerepresentation=\"interval\"");
  Stretches stretches(out, times);
  if (!slices.empty()) stretches.put_times(0, slices.size() - 1);
  out.put(">\n");
  put_gexf_node_attributes(out, series.nodes.list);
  put_dynamic_attributes(out, series);
  out.put("  <nodes>\n");
  for (std::size_t node = 0; node < series.nodes.list.nodes.size(); ++node)
    put_node(out, series, node, stretches);
  out.put("  </nodes>\n  <edges>\n");
  const std::span<const Appearance> edges = series.edges;
  for (std::size_t first = 0, number = 0; first < edges.size(); ++number) {
    std::size_t last = first;
    while (last < edges.size() && edges[last].from == edges[first].from &&
           edges[last].to == edges[first].to)
      ++last;
    put_edge(out, series, edges.subspan(first, last - first), number, stretches);
    first = last;
  }
  out.put("  </edges>\n </graph>\n</gexf>\n");
}

}  // namespace faultline::exchange::detail
