package session

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"time"
)

// Options says how long sessions live and how much they may take. The zero value has the defaults
// of Bokeh. A negative time means never or off, a negative number no limit.
type Options struct {
	// KeepAlive is the time between pings; 37 s by default, negative for none.
	KeepAlive time.Duration `name:"keep-alive" env:"PANELGO_KEEP_ALIVE" default:"37s" unit:"ms" zero:"off" help:"Time between pings that keep a connection open through proxies; 0 turns them off."`
	// CheckUnusedSessions is the time between searches for unused sessions; 17 s by default.
	CheckUnusedSessions time.Duration `name:"check-unused-sessions" env:"PANELGO_CHECK_UNUSED_SESSIONS" default:"17s" unit:"ms" help:"Time between searches for sessions that nobody uses."`
	// UnusedSessionLifetime is how long a session stays without a browser; 15 s by default.
	UnusedSessionLifetime time.Duration `name:"unused-session-lifetime" env:"PANELGO_UNUSED_SESSION_LIFETIME" default:"15s" unit:"ms" help:"How long a session stays when no browser is connected."`
	// SessionTokenExpiration is how long a page can open its session; 5 min by default, in whole
	// seconds.
	SessionTokenExpiration time.Duration `name:"session-token-expiration" env:"PANELGO_SESSION_TOKEN_EXPIRATION" default:"5m" unit:"s" help:"How long after a page was made its token can open a session; a session that is alive can be joined later, too."`
	// DrainTime is how long sessions may take to end when the server stops; 10 s by default.
	DrainTime time.Duration `name:"drain-time" env:"PANELGO_DRAIN_TIME" default:"10s" unit:"ms" help:"How long sessions may take to end when the server stops."`
	// PingTimeout is how long a browser may leave a ping unanswered; 30 s by default, negative for
	// ever.
	PingTimeout time.Duration `name:"ping-timeout" env:"PANELGO_PING_TIMEOUT" default:"30s" unit:"ms" zero:"off" help:"How long a browser may leave a ping unanswered; the next ping after that closes its connection. 0 waits for ever."`
	// ReceiveTimeout is the time in which a browser has to send a message, the body of a request,
	// or a further 256 KiB of it; 30 s by default, negative for ever.
	ReceiveTimeout time.Duration `name:"receive-timeout" env:"PANELGO_RECEIVE_TIMEOUT" default:"30s" unit:"ms" zero:"off" help:"Time in which a browser has to send a message, or the body of a request, or a further 256 KiB of it; 0 waits for ever."`
	// HeaderTimeout is the time in which a browser has to send a request's headers; 20 s by
	// default, negative for ever.
	HeaderTimeout time.Duration `name:"header-timeout" env:"PANELGO_HEADER_TIMEOUT" default:"20s" unit:"ms" zero:"off" help:"Time in which a browser has to send the headers of a request, and to agree on encryption; 0 waits for ever."`

	// MaxSessions is how many sessions one app has at a time; 10,000 by default.
	MaxSessions int `name:"max-sessions" env:"PANELGO_MAX_SESSIONS" default:"10000" help:"Sessions of one app at a time; further visitors are told to come back later."`
	// SessionInbox is how many turns may wait in one session; 1,000 by default.
	SessionInbox int `name:"session-inbox" env:"PANELGO_SESSION_INBOX" default:"1000" help:"Turns that may wait in one session."`
	// SessionOutbox is how many bytes may wait for one browser; 64 MiB by default.
	SessionOutbox int64 `name:"session-outbox" env:"PANELGO_SESSION_OUTBOX" default:"67108864" help:"Bytes that may wait to be sent to one browser before it is closed as too slow."`
	// WebSocketMaxMessageSize is the size of one message from a browser, in bytes; 20 MiB by
	// default.
	WebSocketMaxMessageSize int64 `name:"websocket-max-message-size" env:"PANELGO_WEBSOCKET_MAX_MESSAGE_SIZE" default:"20971520" help:"Bytes of one websocket message from a browser."`
	// MaxSessionsPerClient is how many of them one address (of IPv6 a /64) or one user has; a tenth
	// of MaxSessions by default, and at least 10.
	MaxSessionsPerClient int `name:"max-sessions-per-client" env:"PANELGO_MAX_SESSIONS_PER_CLIENT" default:"1000" help:"Sessions of one app that come from one address (of IPv6 for a /64), or belong to one user; -1 is any number. This machine's own address is not bounded."`
	// MaxIncoming is how many bytes of unfinished messages the server holds; 256 MiB by default, or
	// twice MaxIncomingPerClient if that is more.
	MaxIncoming int64 `name:"max-incoming" env:"PANELGO_MAX_INCOMING" default:"268435456" help:"Bytes of unfinished messages that the server holds for all browsers together; who sends more is closed and may come back. -1 is any number."`
	// MaxIncomingPerClient is how many of them come from one address (of IPv6 a /64) or one user;
	// 96 MiB by default, or what a whole message takes while it is copied.
	MaxIncomingPerClient int64 `name:"max-incoming-per-client" env:"PANELGO_MAX_INCOMING_PER_CLIENT" default:"100663296" help:"Bytes of unfinished messages that the server holds for one address (of IPv6 for a /64), and for one user; -1 is any number."`

	// SecretKey holds the keys that sign session tokens, each with at least 32 characters: the
	// first signs, all of them verify. By default a random key serves for this process.
	SecretKey []string `name:"secret-key" env:"PANELGO_SECRET_KEY,BOKEH_SECRET_KEY" placeholder:"KEY" secret:"" help:"Key that signs session tokens, at least 32 characters; several, separated by commas, to rotate: the first signs, all verify. Without it a random key is used and open pages do not survive a restart."`
}

// WithDefaults returns the options with every zero value replaced by its default.
func (o Options) WithDefaults() Options {
	o.KeepAlive = cmp.Or(o.KeepAlive, 37*time.Second)
	o.CheckUnusedSessions = cmp.Or(o.CheckUnusedSessions, 17*time.Second)
	o.UnusedSessionLifetime = cmp.Or(o.UnusedSessionLifetime, 15*time.Second)
	o.SessionTokenExpiration = cmp.Or(o.SessionTokenExpiration, 300*time.Second)
	o.DrainTime = cmp.Or(o.DrainTime, 10*time.Second)
	o.PingTimeout = cmp.Or(o.PingTimeout, 30*time.Second)
	o.ReceiveTimeout = cmp.Or(o.ReceiveTimeout, 30*time.Second)
	o.HeaderTimeout = cmp.Or(o.HeaderTimeout, 20*time.Second)
	o.MaxSessions = cmp.Or(o.MaxSessions, 10_000)
	o.SessionInbox = cmp.Or(o.SessionInbox, 1000)
	o.SessionOutbox = cmp.Or(o.SessionOutbox, 64<<20)
	o.WebSocketMaxMessageSize = cmp.Or(o.WebSocketMaxMessageSize, 20<<20)
	o.MaxSessionsPerClient = cmp.Or(o.MaxSessionsPerClient, max(10, o.MaxSessions/10))
	o.MaxIncomingPerClient = cmp.Or(o.MaxIncomingPerClient, min(o.WholeMessage(), math.MaxInt64>>2)/2*3)
	o.MaxIncoming = cmp.Or(o.MaxIncoming, max(256<<20, 2*o.MaxIncomingPerClient))
	return o
}

// WholeMessage returns the bytes of all frames of one Bokeh message: 64 MiB, or what fits one
// websocket message of the size allowed and its headers.
func (o Options) WholeMessage() int64 {
	return max(64<<20, min(o.WebSocketMaxMessageSize, math.MaxInt64>>3)+1<<20)
}

// minKey is the least length of a secret key, in bytes.
const minKey = 32

// Check complains about everything that cannot be meant, each by flag and variable.
func (o Options) Check() error {
	var errs []error
	for i, key := range o.SecretKey {
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
	with := o.WithDefaults()
	if with.MaxIncomingPerClient >= 0 && with.MaxIncomingPerClient < with.WebSocketMaxMessageSize {
		errs = append(errs, errors.New("session: --max-incoming-per-client (PANELGO_MAX_INCOMING_PER_CLIENT) is less than one message may have: raise it, or lower --websocket-max-message-size (PANELGO_WEBSOCKET_MAX_MESSAGE_SIZE)"))
	}
	if with.MaxIncoming >= 0 && with.MaxIncoming < with.WebSocketMaxMessageSize {
		errs = append(errs, errors.New("session: --max-incoming (PANELGO_MAX_INCOMING) is less than one message may have: raise it, or lower --websocket-max-message-size (PANELGO_WEBSOCKET_MAX_MESSAGE_SIZE)"))
	}
	return errors.Join(errs...)
}

// Signer returns the signer that the secret keys make.
func (o Options) Signer() *Signer {
	keys := make([][]byte, len(o.SecretKey))
	for i, key := range o.SecretKey {
		keys[i] = []byte(key)
	}
	return NewSigner(keys...)
}
