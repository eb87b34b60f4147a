package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strconv"
	"strings"
	"time"
)

var errNoCounter = errors.New("REDIS_URL is not set")

// visitCounter counts in Redis, over a connection for each visit: few come, and none must wait for a broken one.
type visitCounter struct {
	address  string
	password string
}

// counterAt takes an address apart as clients of Redis do; an empty one is nobody who counts.
func counterAt(address string) (visitCounter, error) {
	if address == "" {
		return visitCounter{}, nil
	}
	parsed, err := url.Parse(address)
	if err != nil {
		// The address holds a password: what is wrong with it is not printed.
		return visitCounter{}, errors.New("REDIS_URL is no address such as redis://:PASSWORD@HOST:PORT/0")
	}
	password, _ := parsed.User.Password()
	return visitCounter{address: parsed.Host, password: password}, nil
}

func (v visitCounter) next(ctx context.Context) (int64, error) {
	if v.address == "" {
		return 0, errNoCounter
	}
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	var dialer net.Dialer
	connection, err := dialer.DialContext(ctx, "tcp", v.address)
	if err != nil {
		return 0, err
	}
	defer connection.Close()
	if deadline, ok := ctx.Deadline(); ok {
		if err := connection.SetDeadline(deadline); err != nil {
			return 0, err
		}
	}
	replies := bufio.NewReader(connection)
	if v.password != "" {
		if _, err := call(connection, replies, "AUTH", v.password); err != nil {
			return 0, err
		}
	}
	count, err := call(connection, replies, "INCR", "guestbook:visits")
	if err != nil {
		return 0, err
	}
	return strconv.ParseInt(count, 10, 64)
}

// call sends one command as an array of bulk strings and reads a reply of one line: a status, a number or an error.
//
// Source: https://redis.io/docs/latest/develop/reference/protocol-spec/
func call(connection io.Writer, replies *bufio.Reader, words ...string) (string, error) {
	var command strings.Builder
	fmt.Fprintf(&command, "*%d\r\n", len(words))
	for _, word := range words {
		fmt.Fprintf(&command, "$%d\r\n%s\r\n", len(word), word)
	}
	if _, err := io.WriteString(connection, command.String()); err != nil {
		return "", err
	}
	line, err := replies.ReadString('\n')
	if err != nil {
		return "", err
	}
	line = strings.TrimRight(line, "\r\n")
	if strings.HasPrefix(line, "+") || strings.HasPrefix(line, ":") {
		return line[1:], nil
	}
	return "", fmt.Errorf("Redis answers %s with %q", words[0], line)
}
