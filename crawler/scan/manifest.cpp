#include "crawler/scan/manifest.hpp"

#include "proofs/report/json_values.hpp"
#include "proofs/scan/line/reader.hpp"

#include <limits>

namespace quorate {
namespace {

constexpr std::string_view manifest_schema = "quorate.scan.manifest/1";
constexpr std::string_view summary_schema = "quorate.scan.summary/1";

json::Value runs_value(const std::vector<ScanRun>& runs) {
  json::Value array = json::Value::array();
  for (const ScanRun& run : runs)
    array.add(json::Value::object()
                  .add("started", time_value(run.started))
                  .add("ended", run.ended == 0 ? json::Value() : time_value(run.ended)));
  return array;
}

}  // namespace

std::string write_manifest(const Manifest& manifest) {
  return json::write_pretty(
             json::Value::object()
                 .add("schema", json::Value::string(manifest_schema))
                 .add("input", foreign_string(manifest.input))
                 .add("input_sha256", foreign_or_null(manifest.input_sha256))
                 .add("configuration", manifest.configuration)
                 .add("versions", json::Value::object()
                                      .add("program", foreign_string(manifest.versions.program))
                                      .add("services", foreign_string(manifest.versions.services))
                                      .add("operators", foreign_string(manifest.versions.operators))
                                      .add("suffix_list", foreign_string(manifest.versions.suffix_list)))
                 .add("runs", runs_value(manifest.runs))
                 .add("ended", json::Value::boolean(manifest.ended))) +
         "\n";
}

Result<Manifest> read_manifest(std::string_view bytes) {
  Manifest manifest;
  const auto done = read_line(bytes, manifest_schema, [&](LineReader& in) {
    manifest.input = in.text("input");
    manifest.input_sha256 = in.optional_text("input_sha256");
    manifest.configuration = in.any("configuration");
    in.require(manifest.configuration.is_object(), "configuration", "an object is wanted");
    manifest.versions = in.object("versions", [](LineReader& versions) {
      Versions read;
      read.program = versions.text("program");
      read.services = versions.text("services");
      read.operators = versions.text("operators");
      read.suffix_list = versions.text("suffix_list");
      return read;
    });
    manifest.runs = in.objects("runs", [](LineReader& run) {
      const UnixTime started = run.time("started");
      return ScanRun{started, run.time("ended")};
    });
    manifest.ended = in.boolean("ended");
  });
  if (!done) return done.error();
  return manifest;
}

bool holds_pseudonyms(const Manifest& manifest) {
  const json::Value* fingerprint = manifest.configuration.find("pseudonyms");
  return fingerprint != nullptr && fingerprint->is_string();
}

std::optional<std::string> difference(const json::Value& kept, const json::Value& wanted) {
  if (kept.find(rescored_with) != nullptr) return "it is a scan that was scored again, and whole";
  for (const auto& [name, value] : wanted.members()) {
    const json::Value* own = kept.find(name);
    if (own == nullptr) return name + " was not known";
    if (json::write(*own) != json::write(value))
      return name + " was " + json::write(*own) + " and is " + json::write(value);
  }
  if (kept.members().size() != wanted.members().size())
    return "it was made by another version of this program";
  return std::nullopt;
}

std::string write_summary(const ScanCounts& counts, std::int64_t active_ms, bool ended) {
  json::Value summary = json::Value::object()
                            .add("schema", json::Value::string(summary_schema))
                            .add("ended", json::Value::boolean(ended))
                            .add("active_ms", json::Value::number(active_ms));
  const json::Value all = counts_value(counts);
  for (const auto& [name, value] : all.members()) summary.add(name, value);
  return json::write_pretty(summary) + "\n";
}

Result<ScanCounts> read_summary(std::string_view bytes) {
  json::Value all = json::Value::object();
  const auto done = read_line(bytes, summary_schema, [&](LineReader& in) {
    in.boolean("ended");
    in.number("active_ms", 0, std::numeric_limits<std::int64_t>::max());
    for (const char* name : {"targets", "verdicts", "accounts", "errors"}) all.add(name, in.any(name));
  });
  if (!done) return done.error();
  return read_counts(all);
}

}  // namespace quorate
