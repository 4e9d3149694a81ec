#include "study/detail/fingerprint.h"

#include <fmt/core.h>
#include <xxhash.h>

#include <new>

#include "text/text.h"

namespace faultline::study::detail {
namespace {

void add_period(Fingerprint& fingerprint, const Period& period) {
  for (const auto& end : {period.from, period.to})
    fingerprint.add_optional(end ? std::optional(to_string(*end)) : std::nullopt);
}

}  // namespace

struct Fingerprint::State {
  struct Free {
    void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
  };
  std::unique_ptr<XXH3_state_t, Free> hash;
};

Fingerprint::Fingerprint() : state_(std::make_unique<State>()) {
  state_->hash.reset(XXH3_createState());
  if (!state_->hash) throw std::bad_alloc();
  XXH3_128bits_reset(state_->hash.get());
}
Fingerprint::Fingerprint(Fingerprint&&) noexcept = default;
Fingerprint& Fingerprint::operator=(Fingerprint&&) noexcept = default;
Fingerprint::~Fingerprint() = default;

Fingerprint& Fingerprint::add(std::size_t number) {
  // Byte by byte, so that machines of either byte order agree.
  unsigned char bytes[8];
  for (auto& byte : bytes) {
    byte = static_cast<unsigned char>(number & 0xffu);
    number >>= 8u;
  }
  XXH3_128bits_update(state_->hash.get(), bytes, sizeof bytes);
  return *this;
}

Fingerprint& Fingerprint::add(std::string_view field) {
  add(field.size());
  XXH3_128bits_update(state_->hash.get(), field.data(), field.size());
  return *this;
}

Fingerprint& Fingerprint::add_optional(const std::optional<std::string>& field) {
  add(std::size_t{field ? 1u : 0u});
  return field ? add(std::string_view(*field)) : *this;
}

std::string Fingerprint::hex() const {
  const XXH128_hash_t hash = XXH3_128bits_digest(state_->hash.get());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

std::string text_fingerprint(std::string_view text) { return Fingerprint().add(text).hex(); }

std::string content_fingerprint(const intake::Article& article) {
  Fingerprint fingerprint;
  fingerprint.add(std::string_view(article.text))
      .add_optional(article.outlet)
      .add_optional(article.headline)
      .add_optional(article.byline)
      .add_optional(article.url)
      .add_optional(article.published ? std::optional(to_string(*article.published)) : std::nullopt)
      .add(std::string_view(article.language))
      .add(article.sections.size());
  for (const auto& section : article.sections) fingerprint.add(std::string_view(section));
  fingerprint.add(article.captions.size());
  for (const auto& caption : article.captions) fingerprint.add(std::string_view(caption));
  return fingerprint.hex();
}

std::string fingerprint(std::span<const actors::Actor> actors) {
  Fingerprint result;
  result.add(actors.size());
  for (const auto& actor : actors) {
    result.add(std::string_view(actor.id))
        .add(std::string_view(actor.name))
        .add(actors::to_string(actor.kind))
        .add(std::string_view(actor.part_of))
        .add(std::string_view(actor.pronoun))
        .add(actor.aliases.size());
    for (const auto& alias : actor.aliases) result.add(std::string_view(alias));
    result.add(actor.roles.size());
    for (const auto& role : actor.roles) {
      result.add(std::string_view(role.title)).add(std::string_view(role.source));
      add_period(result, role.period);
    }
    result.add(actor.blocs.size());
    for (const auto& membership : actor.blocs) {
      result.add(std::string_view(membership.bloc)).add(std::string_view(membership.source));
      add_period(result, membership.period);
    }
  }
  return result.hex();
}

std::string fingerprint(const positions::Codebook& codebook) {
  Fingerprint result;
  result.add(std::string_view(codebook.name))
      .add(std::string_view(codebook.version))
      .add(codebook.concepts.size());
  for (const auto& entry : codebook.concepts) {
    result.add(std::string_view(entry.name))
        .add(std::string_view(entry.description))
        .add(std::string_view(entry.parent));
    for (const auto* phrases : {&entry.in_favour, &entry.against, &entry.examples}) {
      result.add(phrases->size());
      for (const auto& phrase : *phrases) result.add(std::string_view(phrase));
    }
  }
  return result.hex();
}

std::string Subjects::name(std::initializer_list<std::string_view> words) {
  Fingerprint fingerprint;
  for (const auto part : words) fingerprint.add(std::string_view(text::fold_name(part)));
  const std::string hex = fingerprint.hex();
  return fmt::format("{}:{}", hex, ++seen_[hex]);
}

}  // namespace faultline::study::detail
