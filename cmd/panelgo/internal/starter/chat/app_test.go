package chat

import (
	"strings"
	"testing"

	"github.com/panelgo/panelgo/server/servertest"
)

func TestPageOpens(t *testing.T) { servertest.Open(t, App, "/").Sync() }

func TestReply(t *testing.T) {
	var said strings.Builder
	if err := reply(t.Context(), "hello", &said); err != nil || !strings.Contains(said.String(), "hello") {
		t.Errorf("%q, %v", said.String(), err)
	}
}
