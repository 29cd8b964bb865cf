-- Grants a lease while what is counted and what is in flight stay below the threshold.
-- KEYS  counter: hash of started, counted; leases: sorted set, each lease by the time it lapses
-- ARGV  now, window, threshold, lease, life; times in milliseconds
-- Gives {1 if granted else 0, started, counted}
local counter, leases = KEYS[1], KEYS[2]
local now, window, threshold = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local lease, life = ARGV[4], tonumber(ARGV[5])

local started = tonumber(redis.call('HGET', counter, 'started')) or 0
local counted = tonumber(redis.call('HGET', counter, 'counted')) or 0
local over = started + window <= now
if over then
  started, counted = 0, 0
end

local granted = counted + redis.call('ZCOUNT', leases, '(' .. ARGV[1], '+inf') < threshold
if granted then
  -- the first write is one that needs memory: a full Redis refuses it, but not after a write that needs none
  redis.call('ZADD', leases, now + life, lease)
  redis.call('ZREMRANGEBYSCORE', leases, '-inf', ARGV[1])
  redis.call('PEXPIRE', leases, life)
end
if over then
  redis.call('DEL', counter)
else
  -- the window may have become longer or shorter since it began
  redis.call('PEXPIRE', counter, started + window - now)
end
return {granted and 1 or 0, started, counted}
