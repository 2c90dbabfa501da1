#include "tests/proofs/explain/crowd.hpp"

#include "tests/proofs/report/sample.hpp"

namespace quorate::sample {

Report crowd() {
  Builder builder;
  builder.report().contact_name = "Alice";
  builder.report().subject = alice;
  const auto uri = [](int i) {
    return "https://service-" + std::to_string(i) + ".example/profiles/alice-example";
  };
  for (int i = 0; i < 24; ++i) {
    builder.anchored(uri(i), proven(), {alice_key()});
    if (i % 6 < 3) builder.group("Company " + std::to_string(i / 6), "Brand, of Company");
  }
  for (int i = 24; i < 27; ++i) builder.anchored(uri(i), unknown(Reason::timed_out));
  builder
      .anchored(
          "https://a-very-long-name-of-a-host-that-goes-on-and-on.example/profiles/"
          "alice-example-with-a-long-name-too",
          unknown(Reason::page_not_understood))
      .group("A Company With a Remarkably Long Name of Its Own");
  builder.anchored(uri(28), absent()).anchored(uri(29), refuted(Reason::expired));
  builder.anchored(uri(30), proven(), {villain_key()});
  builder.anchored(uri(31), refuted(Reason::conflicted)).conflicted({alice_key(), villain_key()});
  builder.flag(Flag::conflicted);
  for (int i = 0; i < 3; ++i)
    builder.discovered("https://found-" + std::to_string(i) + ".example/alice", proven(), {alice_key()});
  Report report = builder.answer(Answer::insufficient, std::nullopt, 0, 0);
  report.score = score(score_input(report));
  return report;
}

}  // namespace quorate::sample
