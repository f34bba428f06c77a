package mac_test

import (
	"bytes"
	"encoding/hex"
	"sync"
	"testing"

	"github.com/panelgo/panelgo/internal/mac"
)

// The cases are those of RFC 4231, section 4.2, 4.3 and 4.7 (a key longer than a block).
func TestSignaturesAreThoseOfTheStandard(t *testing.T) {
	for name, c := range map[string]struct {
		key, text []byte
		want      string
	}{
		"4.2": {bytes.Repeat([]byte{0x0b}, 20), []byte("Hi There"), "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
		"4.3": {[]byte("Jefe"), []byte("what do ya want for nothing?"), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
		"4.7": {bytes.Repeat([]byte{0xaa}, 131), []byte("Test Using Larger Than Block-Size Key - Hash Key First"), "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
	} {
		key := mac.New(c.key)
		for range 2 { // the second time with a hash that was used before
			whole, parts := key.Sum(c.text), key.Sum(c.text[:3], nil, c.text[3:])
			if got := hex.EncodeToString(whole[:]); got != c.want || parts != whole {
				t.Errorf("%s: %s, in parts %x; want %s", name, got, parts, c.want)
			}
		}
	}
}

func TestAKeyIsCopiedAndShared(t *testing.T) {
	secret := []byte("secret")
	key := mac.New(secret)
	want := key.Sum([]byte("text"))
	secret[0] = 'S'
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 100 {
				if key.Sum([]byte("text")) != want {
					t.Error("another signature")
					return
				}
			}
		})
	}
	group.Wait()
}
