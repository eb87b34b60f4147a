// Command strict-config reads files of Kubernetes components with the types, the defaults and the validation of the minor
// that it is built with: one line for each problem. It exits 0 when there is none, and 1 otherwise.
//
// The components themselves are lenient: for a misspelt field a kubelet writes one line to its log and goes on.
package main

import (
	"bufio"
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"k8s.io/apimachinery/pkg/runtime"
	utilerrors "k8s.io/apimachinery/pkg/util/errors"
	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	"k8s.io/klog/v2"
)

func main() {
	flag.Parse()
	var warnings bytes.Buffer
	klog.LogToStderr(false)
	klog.SetOutput(&warnings)
	problems := 0
	for _, path := range flag.Args() {
		content, err := os.ReadFile(path)
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		for _, problem := range problemsOf(content, &warnings) {
			fmt.Println(problem)
			problems++
		}
	}
	if flag.NArg() == 0 {
		fmt.Println("no file was given")
	}
	if problems > 0 || flag.NArg() == 0 {
		os.Exit(1)
	}
}

func problemsOf(content []byte, warnings *bytes.Buffer) []string {
	var problems []string
	documents := utilyaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(content)))
	read := 0
	for number := 1; ; number++ {
		document, err := documents.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		where := fmt.Sprintf("document %d", number)
		if err == nil {
			var object any
			if object, err = undecoded(document); err == nil && object == nil {
				continue // Only comments.
			}
		}
		if err != nil {
			return append(problems, oneLine(where, err))
		}
		read++
		name, errs := judge(document)
		if name != "" {
			where += ", " + name
		}
		for _, err := range errs {
			problems = append(problems, oneLine(where, err))
		}
		klog.Flush()
		for line := range strings.Lines(warnings.String()) {
			problems = append(problems, where+": warning: "+withoutHeader(line))
		}
		warnings.Reset()
	}
	if read == 0 {
		problems = append(problems, "there is no document")
	}
	return problems
}

// Every single error of what may be several in one.
func each(err error) []error {
	if strict, ok := runtime.AsStrictDecodingError(err); ok {
		return strict.Errors()
	}
	var several utilerrors.Aggregate
	if errors.As(err, &several) {
		return utilerrors.Flatten(several).Errors()
	}
	return []error{err}
}

func oneLine(where string, err error) string {
	return where + ": " + strings.Join(strings.Fields(err.Error()), " ")
}

// The header of a line of klog holds the time and a line of code.
func withoutHeader(line string) string {
	if _, message, found := strings.Cut(line, "] "); found {
		line = message
	}
	return strings.TrimSpace(line)
}
