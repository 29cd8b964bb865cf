-- KEYS: the mark, the moment since which marks are kept. ARGV: life in ms, now in s of the epoch, moment not to look behind.
-- Answers whether the mark is new, and since when marks are kept: an emptied Redis has none from before now.
local since = tonumber(redis.call('GET', KEYS[2]) or ARGV[2])
since = math.max(since, tonumber(ARGV[3]))
redis.call('SET', KEYS[2], string.format('%d', since))
local first = redis.call('SET', KEYS[1], '1', 'NX', 'PX', ARGV[1])
return { first and 1 or 0, since }
