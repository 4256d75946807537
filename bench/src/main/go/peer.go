// Measures the Go original on the filters of the benchmark: one line for each filter and event,
// "EVENT FILTER NANOS", the least process CPU time of an evaluation among many short rounds.
//
// Arguments: the folder of the events, then the filters as NAME=PATH.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/tidwall/gjson"
)

const (
	rounds     = 12
	roundNanos = 40 * int64(time.Millisecond)
	batch      = 50
)

var found gjson.Result

func cpuNanos() int64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return usage.Utime.Nano() + usage.Stime.Nano()
}

func round(json, path string) float64 {
	start := cpuNanos()
	count := 0
	for {
		for i := 0; i < batch; i++ {
			found = gjson.Get(json, path)
		}
		count += batch
		if spent := cpuNanos() - start; spent >= roundNanos {
			return float64(spent) / float64(count)
		}
	}
}

func main() {
	for _, event := range []string{"event-2k.json", "event-50k.json"} {
		bytes, err := os.ReadFile(filepath.Join(os.Args[1], event))
		if err != nil {
			panic(err)
		}
		for _, filter := range os.Args[2:] {
			name, path, _ := strings.Cut(filter, "=")
			least := round(string(bytes), path)
			for i := 1; i < rounds; i++ {
				if nanos := round(string(bytes), path); nanos < least {
					least = nanos
				}
			}
			fmt.Printf("%s %s %.1f\n", event, name, least)
		}
	}
}
