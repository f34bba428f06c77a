package password_test

import (
	"fmt"
	"strings"

	"github.com/panelgo/panelgo/auth/password"
)

func ExampleHash() {
	line, err := password.Hash("correct horse battery staple")
	fmt.Println(strings.HasPrefix(line, "$argon2id$v=19$m=19456,t=2,p=1$"), err)
	// Output: true <nil>
}
