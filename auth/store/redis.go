package store

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"
)

// Redis keeps sign-ins in a Redis or Valkey server that several processes share.
type Redis struct {
	client *redis.Client
	me     string // marks our own notices
}

const (
	redisRecord  = "panelgo:signin:"
	redisTag     = "panelgo:signin-tag:"
	redisLock    = "panelgo:signin-lock:"
	redisChannel = "panelgo:signin-notices"
)

var redisSchemes = []string{"redis", "rediss", "unix", "valkey", "valkeys"}

func redisOptions(address string) (*redis.Options, error) {
	if rest, ok := strings.CutPrefix(address, "valkey"); ok {
		address = "redis" + rest
	}
	opts, err := redis.ParseURL(address)
	if err != nil {
		// The library's text may repeat the address, and with it a password.
		return nil, errors.New("is no address such as redis://user:password@host:6379/0")
	}
	opts.DialTimeout, opts.ReadTimeout, opts.WriteTimeout = Timeout, Timeout, Timeout
	opts.ContextTimeoutEnabled = true
	opts.DisableIdentity = true
	return opts, nil
}

// OpenRedis connects to redis://, rediss://, valkey:// or unix:// and asks for
// a sign of life.
func OpenRedis(address string) (*Redis, error) {
	opts, err := redisOptions(address)
	if err != nil {
		return nil, fmt.Errorf("store: open the sign-in store: it %w", err)
	}
	r := &Redis{client: redis.NewClient(opts), me: rand.Text()}
	ctx, cancel := context.WithTimeout(context.Background(), Timeout)
	defer cancel()
	if err := r.client.Ping(ctx).Err(); err != nil {
		r.client.Close()
		return nil, fmt.Errorf("store: open the sign-in store at %s: %w", withoutPassword(address), err)
	}
	return r, nil
}

// Load implements [Store].
func (r *Redis) Load(ctx context.Context, key string) ([]byte, error) {
	value, err := r.client.Get(ctx, redisRecord+key).Bytes()
	if errors.Is(err, redis.Nil) {
		return nil, ErrNoRecord
	}
	if err != nil {
		return nil, fmt.Errorf("store: read a sign-in: %w", err)
	}
	return value, nil
}

// redisSave writes a record, and its key under each tag. A tag lasts as long
// as the longest of the sign-ins under it.
// KEYS: record, tags. ARGV: value, expiry in Unix ms, life in ms, key.
var redisSave = redis.NewScript(`
redis.call("SET", KEYS[1], ARGV[1])
redis.call("PEXPIREAT", KEYS[1], ARGV[2])
for i = 2, #KEYS do
	redis.call("SADD", KEYS[i], ARGV[4])
	if redis.call("PTTL", KEYS[i]) < tonumber(ARGV[3]) then redis.call("PEXPIREAT", KEYS[i], ARGV[2]) end
end
return 1`)

// Save implements [Store].
func (r *Redis) Save(ctx context.Context, e Entry) error {
	keys := []string{redisRecord + e.Key}
	for _, tag := range e.Tags {
		keys = append(keys, redisTag+tag)
	}
	life := max(time.Until(e.Expires).Milliseconds(), 0)
	if err := redisSave.Run(ctx, r.client, keys, e.Value, e.Expires.UnixMilli(), life, e.Key).Err(); err != nil {
		return fmt.Errorf("store: write a sign-in: %w", err)
	}
	return nil
}

// redisSwap is sent again when its answer was lost, and may find its own work done.
var redisSwap = redis.NewScript(`
local kept = redis.call("GET", KEYS[1])
if kept == ARGV[2] then return 1 end
if kept ~= ARGV[1] then return 0 end
redis.call("SET", KEYS[1], ARGV[2], "KEEPTTL")
return 1`)

// Replace implements [Store].
func (r *Redis) Replace(ctx context.Context, key string, old, value []byte) error {
	done, err := redisSwap.Run(ctx, r.client, []string{redisRecord + key}, old, value).Int()
	if err != nil {
		return fmt.Errorf("store: write a sign-in: %w", err)
	}
	if done == 0 {
		return ErrNoRecord
	}
	return nil
}

// Delete implements [Store].
func (r *Redis) Delete(ctx context.Context, key string) error {
	if err := r.client.Del(ctx, redisRecord+key).Err(); err != nil {
		return fmt.Errorf("store: forget a sign-in: %w", err)
	}
	return nil
}

var redisTagged = redis.NewScript(`
local keys = {}
for _, key in ipairs(redis.call("SMEMBERS", KEYS[1])) do
	if redis.call("EXISTS", ARGV[1] .. key) == 1 then
		keys[#keys + 1] = key
	else
		redis.call("SREM", KEYS[1], key)
	end
end
return keys`)

// Tagged implements [Store]. Keys whose sign-in is over leave the tag here.
func (r *Redis) Tagged(ctx context.Context, tag string) ([]string, error) {
	keys, err := redisTagged.Run(ctx, r.client, []string{redisTag + tag}, redisRecord).StringSlice()
	if err != nil {
		return nil, fmt.Errorf("store: look for sign-ins: %w", err)
	}
	return keys, nil
}

var redisRelease = redis.NewScript(`
if redis.call("GET", KEYS[1]) == ARGV[1] then return redis.call("DEL", KEYS[1]) end
return 0`)

// redisTake takes a lock that is free, or ours already: it is sent again when its answer was lost.
var redisTake = redis.NewScript(`
local holder = redis.call("GET", KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call("SET", KEYS[1], ARGV[1], "PX", ARGV[2])
return 1`)

// Lock implements [Store].
func (r *Redis) Lock(ctx context.Context, key string) (func(), error) {
	mine := rand.Text()
	for {
		taken, err := redisTake.Run(ctx, r.client, []string{redisLock + key}, mine, LockTime.Milliseconds()).Bool()
		if err != nil {
			return nil, fmt.Errorf("store: lock a sign-in: %w", err)
		}
		if taken {
			return sync.OnceFunc(func() { r.release(key, mine) }), nil
		}
		select {
		case <-time.After(tryEvery):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// release gives a lock back even when the work it was for was called off.
// Should it fail, the lock ends by itself after LockTime.
func (r *Redis) release(key, mine string) {
	ctx, cancel := context.WithTimeout(context.Background(), Timeout)
	defer cancel()
	redisRelease.Run(ctx, r.client, []string{redisLock + key}, mine)
}

type redisNotice struct {
	Notice
	From string `json:"from"`
}

// Notify implements [Store].
func (r *Redis) Notify(ctx context.Context, n Notice) error {
	text, err := json.Marshal(redisNotice{n, r.me})
	if err != nil {
		return err
	}
	if err := r.client.Publish(ctx, redisChannel, text).Err(); err != nil {
		return fmt.Errorf("store: tell other processes: %w", err)
	}
	return nil
}

// Listen implements [Store]. The library subscribes again after a connection
// broke; what was said in between is lost, so every subscription catches up.
func (r *Redis) Listen(ctx context.Context, hear func(Notice), caughtUp func()) error {
	sub := r.client.Subscribe(ctx, redisChannel)
	defer sub.Close()
	messages := sub.ChannelWithSubscriptions()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case message, open := <-messages:
			if !open {
				return errors.New("store: the subscription to sign-ins ended")
			}
			switch m := message.(type) {
			case *redis.Subscription:
				caughtUp()
			case *redis.Message:
				var n redisNotice
				if json.Unmarshal([]byte(m.Payload), &n) == nil && n.From != r.me && n.Key != "" {
					hear(n.Notice)
				}
			}
		}
	}
}

// Close implements [Store].
func (r *Redis) Close() error { return r.client.Close() }
