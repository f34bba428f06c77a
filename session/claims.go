package session

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Claims is what a token says.
type Claims struct {
	Session ID
	Expiry  time.Time // whole seconds; from then on the token is refused
	// Payload is whatever else the token has to carry; nobody but the signer can
	// change it, anybody can read it. Values are those of JSON, and []byte.
	Payload map[string]any
	// Sealed is base64url text that only its maker can read. It stands in the token as it is: what
	// is encrypted does not get smaller by packing it, and trying costs a third of a page.
	Sealed string
}

// The members of a token. Bokeh writes them in this order.
const (
	memberID      = "session_id"
	memberExpiry  = "session_expiry"
	memberPayload = "__bk__zlib_"
	memberSealed  = "sealed" // ours
)

// encode returns the part of a token that is signed, with room for the signature.
func (c Claims) encode(signedID string) []byte {
	text := make([]byte, 0, 512)
	text = append(text, `{"`+memberID+`":"`...)
	text = append(text, signedID...)
	text = append(text, `","`+memberExpiry+`":`...)
	text = strconv.AppendInt(text, c.Expiry.Unix(), 10)
	if len(c.Payload) > 0 {
		text = append(text, `,"`+memberPayload+`":"`...)
		text = base64.RawURLEncoding.AppendEncode(text, deflate(c.encodePayload()))
		text = append(text, '"')
	}
	if c.Sealed != "" {
		if strings.ContainsFunc(c.Sealed, foreign) {
			panic("session: a token's sealed text must be base64url")
		}
		text = append(text, `,"`+memberSealed+`":"`...)
		text = append(append(text, c.Sealed...), '"')
	}
	text = append(text, '}')
	encoded := make([]byte, 0, base64.RawURLEncoding.EncodedLen(len(text))+1+signatureLen)
	return base64.RawURLEncoding.AppendEncode(encoded, text)
}

// foreign tells what does not belong into base64url.
func foreign(r rune) bool {
	return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '-' && r != '_' && r != '='
}

func (c Claims) encodePayload() []byte {
	payload, err := json.Marshal(withBytes(c.Payload))
	if err != nil {
		panic(fmt.Sprintf("session: a token's payload must be JSON values and []byte: %v", err))
	}
	return payload
}

// withBytes returns the value with every []byte as {"bytes": "base64url"}.
func withBytes(value any) any {
	switch value := value.(type) {
	case []byte:
		return map[string]string{"bytes": base64.RawURLEncoding.EncodeToString(value)}
	case map[string]any:
		object := make(map[string]any, len(value))
		for key, member := range value {
			object[key] = withBytes(member)
		}
		return object
	case []any:
		list := make([]any, len(value))
		for i, element := range value {
			list[i] = withBytes(element)
		}
		return list
	}
	return value
}

// decode reads the part of a token that is signed. The id is returned as it
// stands, with its signature; the error is ErrToken.
func decode(text string) (c Claims, signedID string, err error) {
	data, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return c, "", ErrToken
	}
	var token struct {
		ID      *string `json:"session_id"`
		Expiry  *int64  `json:"session_expiry"`
		Payload *string `json:"__bk__zlib_"`
		Sealed  string  `json:"sealed"`
	}
	if json.Unmarshal(data, &token) != nil || token.ID == nil || token.Expiry == nil {
		return c, "", ErrToken
	}
	c.Expiry, c.Sealed = time.Unix(*token.Expiry, 0), token.Sealed
	if token.Payload != nil {
		if c.Payload, err = decodePayload(*token.Payload); err != nil {
			return c, "", err
		}
	}
	return c, *token.ID, nil
}

func decodePayload(text string) (map[string]any, error) {
	packed, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return nil, ErrToken
	}
	data, err := inflate(packed)
	if err != nil {
		return nil, ErrToken
	}
	var payload map[string]any
	if json.Unmarshal(data, &payload) != nil {
		return nil, ErrToken
	}
	for key, member := range payload {
		if payload[key], err = bytesBack(member); err != nil {
			return nil, err
		}
	}
	return payload, nil
}

// bytesBack undoes withBytes, in place.
func bytesBack(value any) (any, error) {
	var err error
	switch value := value.(type) {
	case map[string]any:
		if text, ok := value["bytes"].(string); ok && len(value) == 1 {
			data, err := base64.RawURLEncoding.DecodeString(text)
			if err != nil {
				return nil, ErrToken
			}
			return data, nil
		}
		for key, member := range value {
			if value[key], err = bytesBack(member); err != nil {
				return nil, err
			}
		}
	case []any:
		for i, element := range value {
			if value[i], err = bytesBack(element); err != nil {
				return nil, err
			}
		}
	}
	return value, nil
}
