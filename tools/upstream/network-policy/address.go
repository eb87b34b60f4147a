package main

import (
	"fmt"
	"net/netip"
)

// Hands out the addresses of a range one by one, without the first, which names the range itself.
func addressesOf(text string) (func() (netip.Addr, error), error) {
	prefix, err := netip.ParsePrefix(text)
	if err != nil {
		return nil, err
	}
	last := prefix.Masked().Addr()
	return func() (netip.Addr, error) {
		last = last.Next()
		if !prefix.Contains(last) {
			return last, fmt.Errorf("the range %s has too few addresses for all pods", text)
		}
		return last, nil
	}, nil
}
