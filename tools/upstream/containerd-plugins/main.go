// Command containerd-plugins finds what `containerd config dump` lets pass: plugins that no containerd has, options that
// runc's shim does not know, a default runtime that is not defined, and keys that are dropped without a word (1.7). It is
// given the dump of the defaults of one containerd, a file, and its dump of that file. It prints one line for each problem
// and exits 0 when there is none, and 1 otherwise.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"

	"github.com/containerd/containerd/api/types/runc/options"
	"github.com/pelletier/go-toml/v2"
)

type table = map[string]any

func main() {
	if len(os.Args) != 4 {
		fail(errors.New("three files are needed: the dump of the defaults, a file, and its dump"))
	}
	defaults, file, dump := read(os.Args[1]), read(os.Args[2]), read(os.Args[3])
	problems := problemsOf(tableAt(defaults, "plugins"), tableAt(dump, "plugins"))
	// What is migrated lies elsewhere; releases that migrate warn of every key that they drop.
	if file["version"] == dump["version"] {
		problems = append(problems, dropped("", file, dump)...)
	}
	slices.Sort(problems)
	for _, problem := range problems {
		fmt.Println(problem)
	}
	if len(problems) > 0 {
		os.Exit(1)
	}
}

func problemsOf(known, plugins table) []string {
	var problems []string
	for name, plugin := range plugins {
		if _, found := known[name]; !found {
			problems = append(problems, fmt.Sprintf("no plugin has the name %q", name))
		}
		cri := tableAt(plugin, "containerd")
		runtimes := tableAt(cri, "runtimes")
		if runtime, ok := cri["default_runtime_name"].(string); ok {
			if _, found := runtimes[runtime]; !found {
				problems = append(problems, fmt.Sprintf("%s: default_runtime_name: there is no runtime %q", name, runtime))
			}
		}
		for runtime, settings := range runtimes {
			for _, problem := range runtimeProblems(settings) {
				problems = append(problems, fmt.Sprintf("%s: runtime %q: %s", name, runtime, problem))
			}
		}
	}
	return problems
}

// The keys of a file that its dump does not have. A dump may leave out what is empty.
func dropped(path string, file, dump table) []string {
	var problems []string
	for key, value := range file {
		here := path + key
		kept, found := dump[key]
		if inner, ok := value.(table); ok && len(inner) > 0 {
			innerKept, _ := kept.(table)
			problems = append(problems, dropped(here+".", inner, innerKept)...)
		} else if !found && !isEmpty(value) {
			problems = append(problems, fmt.Sprintf("unknown key %q", here))
		}
	}
	return problems
}

func isEmpty(value any) bool {
	content := reflect.ValueOf(value)
	if content.Kind() == reflect.Map || content.Kind() == reflect.Slice {
		return content.Len() == 0
	}
	return content.IsZero()
}

// Decodes the options into the message that containerd decodes them into; containerd leaves out what it does not know.
func runtimeProblems(settings any) []string {
	if kind := tableAt(settings)["runtime_type"]; kind != "io.containerd.runc.v2" {
		return []string{fmt.Sprintf("runtime_type is %q, of which nothing is known here", kind)}
	}
	text, err := toml.Marshal(tableAt(settings, "options"))
	if err != nil {
		return []string{err.Error()}
	}
	err = toml.NewDecoder(bytes.NewReader(text)).DisallowUnknownFields().Decode(new(options.Options))
	var missing *toml.StrictMissingError
	if !errors.As(err, &missing) {
		if err != nil {
			return []string{"options: " + err.Error()}
		}
		return nil
	}
	var problems []string
	for _, each := range missing.Errors {
		problems = append(problems, fmt.Sprintf("options: unknown key %q", strings.Join(each.Key(), ".")))
	}
	return problems
}

// The table under a path of keys; an empty one where there is none.
func tableAt(value any, path ...string) table {
	here, _ := value.(table)
	for _, key := range path {
		here, _ = here[key].(table)
	}
	return here
}

func read(path string) table {
	content, err := os.ReadFile(path)
	if err != nil {
		fail(err)
	}
	var document table
	if err := toml.Unmarshal(content, &document); err != nil {
		fail(err)
	}
	return document
}

func fail(err error) {
	fmt.Println(err)
	os.Exit(1)
}
