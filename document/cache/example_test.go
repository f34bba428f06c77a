package cache_test

import (
	"context"
	"fmt"
	"time"

	"github.com/panelgo/panelgo/document/cache"
)

func ExampleNew() {
	squares := cache.New(cache.Options{TTL: time.Minute, Size: 100}, func(_ context.Context, n int) (int, error) {
		fmt.Println("computing the square of", n)
		return n * n, nil
	})
	for range 2 {
		square, err := squares.Get(context.Background(), 12)
		fmt.Println(square, err)
	}
	// Output:
	// computing the square of 12
	// 144 <nil>
	// 144 <nil>
}
