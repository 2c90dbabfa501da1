// Limits: how much of anything the crawler accepts. Values and reasons stand in limits.yaml.
#pragma once
