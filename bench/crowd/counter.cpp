#include "bench/crowd/counter.hpp"

namespace quorate {
namespace {

constexpr std::size_t page_bytes = 30 * 1024;
constexpr std::size_t fingerprint_digits =
    40;  // of an OpenPGP key that an actor names beside: zeros and the person's number

// About as many bytes of what stands on a profile page beside the profile.
std::string posts(std::size_t bytes) {
  std::string html;
  for (std::size_t i = 0; html.size() < bytes; ++i) {
    const std::string n = std::to_string(i);
    html += "<article class=\"post\" id=\"post-" + n + "\"><header><a href=\"/post/" + n + "\">Post number " +
            n +
            "</a> <time datetime=\"2026-01-01\">1 January</time></header>"
            "<p class=\"body\">A few words that somebody wrote &amp; others read, with <b>weight</b> and "
            "<i>style</i>.</p>"
            "<ul class=\"tags\"><li>one</li><li>two</li></ul></article>\n";
  }
  return html;
}

}  // namespace

Counter::Counter(const Street& street, Hand& hand, std::chrono::milliseconds slow)
    : street_(street), hand_(hand), slow_(slow) {
  page_head_ =
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Profile</title>"
      "<script>var state = {\"theme\": \"light\", \"tags\": \"<none>\"};</script></head><body>\n<nav>" +
      posts(page_bytes / 3) + "</nav>\n<main><header class=\"profile\"><span class=\"handle\">";
  page_tail_ = "</p></section></main>\n<section class=\"posts\">" +
               posts(page_bytes - page_head_.size() - page_bytes / 24) + "</section></body></html>\n";
}

std::string Counter::token(const Door& door, Fault fault) {
  const Shop kind = street_.kind(door.shop);
  if (kind == Shop::plain) return "";
  if (fault == Fault::garbage) return "this is not a token";
  if (fault == Fault::expired) return hand_.expired(door);
  if (fault == Fault::rival) return hand_.of_rival(door);
  std::string token = kind == Shop::badge || kind == Shop::api ? hand_.badge(door) : hand_.statement(door);
  if (fault == Fault::forged) token[token.size() - 8] = token[token.size() - 8] == 'A' ? 'B' : 'A';
  return token;
}

void Counter::show(const Door& door, const std::string& token, CrowdAnswer& answer) const {
  const std::string person = street_.person(door.person);
  switch (street_.kind(door.shop)) {
    case Shop::file:
      answer.body = token + "\n";
      return;
    case Shop::actor:
      answer.type = "application/activity+json";
      answer.body = R"({"@context":"https://www.w3.org/ns/activitystreams","type":"Person","id":"https://)" +
                    street_.host(door) + "/@" + person + R"(","preferredUsername":")" + person +
                    R"(","summary":"Paints. openpgp4fpr:)" + std::string(fingerprint_digits - 7, '0') +
                    person.substr(1) + " " + token + R"(","attachment":[]})";
      return;
    case Shop::api:
      answer.type = "application/json";
      answer.body = R"({"id":)" + std::to_string(door.person) + R"(,"username":")" + person +
                    R"(","biography":"Paints. )" + token + R"(","followers":12,"posts":[]})";
      return;
    default:
      answer.type = "text/html; charset=utf-8";
      answer.body.reserve(page_head_.size() + page_tail_.size() + token.size() + person.size() + 64);
      answer.body.append(page_head_)
          .append(person)
          .append("</span></header><section class=\"about\"><p class=\"text\">");
      answer.body.append(token).append(page_tail_);
  }
}

CrowdAnswer Counter::answer(std::string_view host, std::string_view path, std::string_view if_none_match) {
  ++asked_;
  CrowdAnswer answer;
  const auto door = street_.find(host, path);
  const Fault fault = door ? street_.fault(*door) : Fault::gone;
  if (door) ++by_fault_[static_cast<std::size_t>(fault)];
  switch (fault) {
    case Fault::gone:
      answer.status = 404;
      answer.body = "not found\n";
      return answer;
    case Fault::error:
      answer.status = 503;
      return answer;
    case Fault::limited:
      answer.status = 429;
      answer.retry_after = "1";
      return answer;
    case Fault::slow:
      answer.after = slow_;
      break;
    case Fault::reset:
      answer.way = CrowdAnswer::Way::reset;
      break;
    case Fault::length:
      answer.way = CrowdAnswer::Way::wrong_length;
      break;
    case Fault::none:
      answer.etag = '"' + std::to_string(mixed(street_.seed(), door->person, door->shop)) + '"';
      if (if_none_match != answer.etag) break;
      ++unchanged_;
      answer.status = 304;
      return answer;
    default:
      break;
  }
  show(*door, token(*door, fault), answer);
  return answer;
}

}  // namespace quorate
