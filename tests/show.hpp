// How test failures print the project's own types.
#pragma once

#include "proofs/result.hpp"

#include <catch2/catch.hpp>

#include <sstream>

template <class T>
struct Catch::StringMaker<quorate::Result<T>> {
  static std::string convert(const quorate::Result<T>& result) {
    if (result) return "a value";
    std::ostringstream out;
    out << result.error();
    return out.str();
  }
};
