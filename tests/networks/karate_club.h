#pragma once
// The friendships of a karate club before it split (Zachary 1977, Journal of Anthropological
// Research 33(4)), without weights: the network on which published figures of communities and
// centralities agree. Node 0 is the instructor, node 33 the officer.

#include <string>
#include <utility>
#include <vector>

#include "networks/network.h"

namespace faultline::networks {

inline Network karate_club() {
  const std::vector<std::pair<std::uint32_t, std::vector<std::uint32_t>>> friends = {
      {0, {1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31}},
      {1, {2, 3, 7, 13, 17, 19, 21, 30}},
      {2, {3, 7, 8, 9, 13, 27, 28, 32}},
      {3, {7, 12, 13}},
      {4, {6, 10}},
      {5, {6, 10, 16}},
      {6, {16}},
      {8, {30, 32, 33}},
      {9, {33}},
      {13, {33}},
      {14, {32, 33}},
      {15, {32, 33}},
      {18, {32, 33}},
      {19, {33}},
      {20, {32, 33}},
      {22, {32, 33}},
      {23, {25, 27, 29, 32, 33}},
      {24, {25, 27, 31}},
      {25, {31}},
      {26, {29, 33}},
      {27, {33}},
      {28, {31, 33}},
      {29, {32, 33}},
      {30, {32, 33}},
      {31, {32, 33}},
      {32, {33}}};
  Network network;
  for (int member = 1; member <= 34; ++member) network.rows.push_back(std::to_string(member));
  for (const auto& [from, others] : friends) {
    for (const std::uint32_t to : others) network.edges.push_back({from, to, 1.0});
  }
  return network;
}

}  // namespace faultline::networks
