-- Turns a lease, or an attempt that needed none, into one more that is counted. The first opens the window.
-- KEYS  counter: hash of started, counted; leases: sorted set
-- ARGV  now, window, lease; times in milliseconds
-- Gives {started, counted}
local counter, leases = KEYS[1], KEYS[2]
local now, window, lease = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3]

local started = tonumber(redis.call('HGET', counter, 'started')) or 0
if started + window <= now then
  started = now
  redis.call('HSET', counter, 'started', started, 'counted', 0)
end
local counted = redis.call('HINCRBY', counter, 'counted', 1)
redis.call('PEXPIRE', counter, started + window - now)
-- last: an attempt that could not be counted holds its lease until that lapses
redis.call('ZREM', leases, lease)
return {started, counted}
