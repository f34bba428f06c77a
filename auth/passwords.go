package auth

import (
	"fmt"

	"github.com/panelgo/panelgo/auth/password"
)

// throttle counts guesses in the store of the sign-ins, sealed like those.
func (m *Manager) throttle() *password.Throttle {
	return &password.Throttle{
		Store: m.signIns.store, Seal: m.keyring.Seal,
		Open: func(key, sealed string) ([]byte, error) { return m.keyring.Open(key, sealed, 0) },
		Mark: func(parts ...string) string { return m.signIns.jar.mac("throttle", tag(parts...)) },
	}
}

// Ready returns why new visitors would better not come right now, or nil: a
// password file broke, and the one before is still in force.
func (m *Manager) Ready() error {
	if m.names == nil {
		return nil
	}
	if err := m.names.Ready(); err != nil {
		return fmt.Errorf("%w: %s %w", ErrUnavailable, optionName("basic-auth"), err)
	}
	return nil
}
