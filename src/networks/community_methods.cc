#include <array>
#include <string>

#include "networks/graph_library.h"

namespace faultline::networks {
namespace {

struct NamedMethod {
  CommunityMethod method;
  std::string_view name;
};
constexpr std::array<NamedMethod, 11> method_names = {{
    {CommunityMethod::LeidenModularity, "leiden"},
    {CommunityMethod::LeidenCpm, "leiden-cpm"},
    {CommunityMethod::Louvain, "louvain"},
    {CommunityMethod::FastGreedy, "fast-greedy"},
    {CommunityMethod::Walktrap, "walktrap"},
    {CommunityMethod::LeadingEigenvector, "leading-eigenvector"},
    {CommunityMethod::EdgeBetweenness, "edge-betweenness"},
    {CommunityMethod::Infomap, "infomap"},
    {CommunityMethod::LabelPropagation, "label-propagation"},
    {CommunityMethod::Spinglass, "spinglass"},
    {CommunityMethod::SpinglassSigned, "spinglass-signed"},
}};

}  // namespace

std::string_view name_of(CommunityMethod method) {
  for (const NamedMethod& named : method_names) {
    if (named.method == method) return named.name;
  }
  return "";
}

Result<CommunityMethod> community_method(std::string_view name) {
  std::string known;
  for (const NamedMethod& named : method_names) {
    if (named.name == name) return named.method;
    known += (known.empty() ? "" : ", ") + std::string(named.name);
  }
  return failure(ErrorCode::NotFound,
                 "There is no community method of this name; there are " + known + ".",
                 std::string(name));
}

bool takes_negative_weights(CommunityMethod method) {
  return method == CommunityMethod::LeidenCpm || method == CommunityMethod::SpinglassSigned;
}

}  // namespace faultline::networks
