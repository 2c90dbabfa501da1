#include "proofs/identity/account.hpp"

#include "tests/show.hpp"

namespace quorate {

TEST_CASE("parse account: canonical spellings of every kind, accepted as they are") {
  const std::pair<std::string_view, AccountKind> cases[] = {
      {"https://alice.example/", AccountKind::site},
      {"https://xn--bcher-kva.example/", AccountKind::site},
      {"https://code.example/alice", AccountKind::page},
      {"https://social.example/@alice", AccountKind::page},
      {"https://code.example/a/b/", AccountKind::page},
      {"https://code.example/%20x%C3%A9", AccountKind::page},
      {"https://news.example/user?id=alice", AccountKind::page},
      {"mimi://im.example", AccountKind::mimi},
      {"mimi://im.example/u/alice", AccountKind::mimi},
      {"mimi://im.example/d/alice/ClientA1", AccountKind::mimi},
      {"dns:alice.example", AccountKind::dns},
      {"acct:Alice@social.example", AccountKind::acct},
      {"xmpp:juliet@im.example", AccountKind::xmpp},
  };
  for (const auto& [uri, kind] : cases) {
    const auto account = Account::parse(uri);
    INFO(uri);
    REQUIRE(account);
    CHECK(account->uri() == uri);
    CHECK(account->kind() == kind);
  }
}

TEST_CASE("parse account: anything but the canonical spelling, refused") {
  for (const std::string_view uri : {"",
                                     "https://",
                                     "https:///",
                                     "https://alice.example",
                                     "http://alice.example/",
                                     "HTTPS://alice.example/",
                                     "https://Alice.example/",
                                     "https://alice.example./",
                                     "https://alice.example:443/",
                                     "https://a@alice.example/",
                                     "https://127.0.0.1/",
                                     "https://[::1]/",
                                     "https://2130706433/",
                                     "https://a.0x7f/",
                                     "https://alice/",
                                     "https://alice..example/",
                                     "https://-a.example/",
                                     "https://a_b.example/",
                                     "https://alice.example//",
                                     "https://alice.example/a//b",
                                     "https://alice.example/./a",
                                     "https://alice.example/a/..",
                                     "https://alice.example/a%2Fb",
                                     "https://alice.example/%61",
                                     "https://alice.example/%c3%a9",
                                     "https://alice.example/%",
                                     "https://alice.example/%2",
                                     "https://alice.example/a b",
                                     "https://alice.example/\xc3\xa9",
                                     "https://alice.example/a\\b",
                                     "https://alice.example/\n",
                                     "https://b\xc3\xbc"
                                     "cher.example/",
                                     "https://alice.example?x",
                                     "mimi://im.example/",
                                     "mimi://im.example/u",
                                     "mimi://im.example/u/",
                                     "mimi://im.example/u/a/b",
                                     "mimi://im.example/u/..",
                                     "mimi://im.example/u/a%20",
                                     "mimi://im.example/x/a",
                                     "mimi://im.example/d/a/b/c",
                                     "mimi://im.example/u/a?b",
                                     "mimi://IM.example/u/a",
                                     "mimi://a@im.example/u/a",
                                     "mimi:im.example/u/a",
                                     "mimi://im.example/u/a\x01",
                                     "mimi://im.example/u/\xff",
                                     "dns:",
                                     "dns:Alice.example",
                                     "dns:alice.example/x",
                                     "dns://alice.example",
                                     "acct:alice",
                                     "acct:@social.example",
                                     "acct:a@b@social.example",
                                     "acct:a%20@social.example",
                                     "xmpp:Juliet@im.example",
                                     "xmpp:juliet@im.example/balcony",
                                     "ftp://alice.example/",
                                     "alice.example"}) {
    INFO(uri);
    CHECK_FALSE(Account::parse(uri));
  }
  CHECK_FALSE(Account::parse("https://alice.example/" + std::string(3000, 'a')));
  CHECK_FALSE(Account::parse("mimi://im.example/u/" + std::string(129, 'a')));
  CHECK(Account::parse("mimi://im.example/u/" + std::string(128, 'a')));
}

TEST_CASE("read typed account: what people write, brought to the canonical spelling") {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"alice.example", "https://alice.example/"},
      {"Alice.Example.", "https://alice.example/"},
      {"https://Alice.example", "https://alice.example/"},
      {"b\xc3\xbc"
       "cher.example",
       "https://xn--bcher-kva.example/"},
      {"mimi://IM.example/u/alice", "mimi://im.example/u/alice"},
      {"dns:Alice.example", "dns:alice.example"},
      {"acct:alice@Social.example", "acct:alice@social.example"},
  };
  for (const auto& [typed, uri] : cases) {
    const auto account = account_from_typed(typed);
    INFO(typed);
    REQUIRE(account);
    CHECK(account->uri() == uri);
  }
  for (const std::string_view typed :
       {"alice", "http://alice.example/", "10.0.0.1", "alice@social.example", "", "."})
    CHECK_FALSE(account_from_typed(typed));
}

TEST_CASE("check subject: URIs, accepted; other text, refused") {
  for (const std::string_view uri :
       {"mimi://im.example/u/alice", "https://keybase.io/alice", "did:web:alice.example"})
    CHECK(check_subject(uri));
  for (const std::string_view uri :
       {"", "alice", ":x", "mimi:", "mimi://im.example/x/a", "a b:c", "https://a\nb", "1x:y", "x:\xff"})
    CHECK_FALSE(check_subject(uri));
}

}  // namespace quorate
