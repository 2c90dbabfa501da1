#include "config/limits.hpp"
