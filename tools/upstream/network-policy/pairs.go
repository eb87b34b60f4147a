package main

import "net/netip"

type pair struct{ from, to end }

type verdict struct {
	From     string `json:"from"`
	To       string `json:"to"`
	Protocol string `json:"protocol"`
	Port     int32  `json:"port"`
	Allowed  bool   `json:"allowed"`
}

// Every ordered pair of workloads, each also with itself, and each workload with each outside address both ways.
func pairs(workloads []end, outside []netip.Addr) []pair {
	var all []pair
	for _, from := range workloads {
		for _, to := range workloads {
			all = append(all, pair{from, to})
		}
		for _, address := range outside {
			other := end{address.String(), address, address}
			all = append(all, pair{from, other}, pair{other, from})
		}
	}
	return all
}
