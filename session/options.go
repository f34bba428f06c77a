package session

import (
	"cmp"
	"errors"
	"fmt"
	"time"
)

// Options says how long sessions live and how much they may take. The zero value
// has the defaults of Bokeh.
type Options struct {
	Times
	Limits

	// SecretKeys sign session tokens: the first signs, all of them verify. Without
	// any, a random key serves for this process.
	SecretKeys []string `name:"secret-key" env:"PANELGO_SECRET_KEY,BOKEH_SECRET_KEY" placeholder:"KEY" secret:"" help:"Key that signs session tokens, at least 32 characters; several, separated by commas, to rotate: the first signs, all verify. Without it a random key is used and open pages do not survive a restart."`
}

// Times is how long things last. A negative value means never or off.
type Times struct {
	// KeepAlive is the time between pings; 37 s by default, negative for none.
	KeepAlive time.Duration `name:"keep-alive" env:"PANELGO_KEEP_ALIVE" default:"37s" unit:"ms" zero:"off" help:"Time between pings that keep a connection open through proxies; 0 turns them off."`
	// CheckUnusedSessions is the time between searches for unused sessions; 17 s by default.
	CheckUnusedSessions time.Duration `name:"check-unused-sessions" env:"PANELGO_CHECK_UNUSED_SESSIONS" default:"17s" unit:"ms" help:"Time between searches for sessions that nobody uses."`
	// UnusedSessionLifetime is how long a session stays without a browser; 15 s by default.
	UnusedSessionLifetime time.Duration `name:"unused-session-lifetime" env:"PANELGO_UNUSED_SESSION_LIFETIME" default:"15s" unit:"ms" help:"How long a session stays when no browser is connected."`
	// SessionTokenExpiration is how long a page can open its session; 5 min by default, in whole seconds.
	SessionTokenExpiration time.Duration `name:"session-token-expiration" env:"PANELGO_SESSION_TOKEN_EXPIRATION" default:"5m" unit:"s" help:"How long after a page was made its token can open a session; a session that is alive can be joined later, too."`
	// DrainTime is how long sessions may take to end when the server stops; 10 s by default.
	DrainTime time.Duration `name:"drain-time" env:"PANELGO_DRAIN_TIME" default:"10s" unit:"ms" help:"How long sessions may take to end when the server stops."`
}

// Limits is how much one app may take. A negative value means no limit.
type Limits struct {
	// MaxSessions is how many sessions one app has at a time; 10,000 by default.
	MaxSessions int `name:"max-sessions" env:"PANELGO_MAX_SESSIONS" default:"10000" help:"Sessions of one app at a time; further visitors are told to come back later."`
	// SessionInbox is how many turns may wait in one session; 1,000 by default.
	SessionInbox int `name:"session-inbox" env:"PANELGO_SESSION_INBOX" default:"1000" help:"Turns that may wait in one session."`
	// SessionOutbox is how many bytes may wait for one browser; 64 MiB by default.
	SessionOutbox int64 `name:"session-outbox" env:"PANELGO_SESSION_OUTBOX" default:"67108864" help:"Bytes that may wait to be sent to one browser before it is closed as too slow."`
	// WebSocketMaxMessageSize is the size of one message from a browser, in bytes; 20 MiB by default.
	WebSocketMaxMessageSize int64 `name:"websocket-max-message-size" env:"PANELGO_WEBSOCKET_MAX_MESSAGE_SIZE" default:"20971520" help:"Bytes of one websocket message from a browser."`
}

// WithDefaults returns the options with every zero value replaced by its default.
func (o Options) WithDefaults() Options {
	o.Times = o.Times.withDefaults()
	o.Limits = o.Limits.withDefaults()
	return o
}

func (t Times) withDefaults() Times {
	t.KeepAlive = cmp.Or(t.KeepAlive, 37*time.Second)
	t.CheckUnusedSessions = cmp.Or(t.CheckUnusedSessions, 17*time.Second)
	t.UnusedSessionLifetime = cmp.Or(t.UnusedSessionLifetime, 15*time.Second)
	t.SessionTokenExpiration = cmp.Or(t.SessionTokenExpiration, 300*time.Second)
	t.DrainTime = cmp.Or(t.DrainTime, 10*time.Second)
	return t
}

func (l Limits) withDefaults() Limits {
	l.MaxSessions = cmp.Or(l.MaxSessions, 10_000)
	l.SessionInbox = cmp.Or(l.SessionInbox, 1000)
	l.SessionOutbox = cmp.Or(l.SessionOutbox, 64<<20)
	l.WebSocketMaxMessageSize = cmp.Or(l.WebSocketMaxMessageSize, 20<<20)
	return l
}

// minKey is the least length of a secret key, in bytes.
const minKey = 32

// Check complains about everything that cannot be meant, each by flag and variable.
func (o Options) Check() error {
	var errs []error
	for i, key := range o.SecretKeys {
		if len(key) < minKey {
			errs = append(errs, fmt.Errorf("session: --secret-key (PANELGO_SECRET_KEY): key %d has %d characters, %d are needed; `panelgo secret` makes one", i+1, len(key), minKey))
		}
	}
	if o.SessionTokenExpiration < 0 {
		errs = append(errs, errors.New("session: --session-token-expiration (PANELGO_SESSION_TOKEN_EXPIRATION) must be more than 0: a token that never expires cannot be taken back"))
	} else if o.SessionTokenExpiration > 0 && o.SessionTokenExpiration < time.Second {
		errs = append(errs, errors.New("session: --session-token-expiration (PANELGO_SESSION_TOKEN_EXPIRATION) is counted in whole seconds"))
	}
	if o.WebSocketMaxMessageSize > 0 && o.WebSocketMaxMessageSize < 1024 {
		errs = append(errs, errors.New("session: --websocket-max-message-size (PANELGO_WEBSOCKET_MAX_MESSAGE_SIZE) is too small for any message; it is in bytes"))
	}
	return errors.Join(errs...)
}

// Signer returns the signer that the secret keys make.
func (o Options) Signer() *Signer {
	keys := make([][]byte, len(o.SecretKeys))
	for i, key := range o.SecretKeys {
		keys[i] = []byte(key)
	}
	return NewSigner(keys...)
}
