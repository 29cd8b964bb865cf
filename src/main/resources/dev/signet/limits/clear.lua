-- Forgets what is counted and gives one lease back; the leases of other attempts stay.
-- KEYS  counter, leases
-- ARGV  lease
redis.call('DEL', KEYS[1])
redis.call('ZREM', KEYS[2], ARGV[1])
return 1
