package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log"
	"net/http"
	"strings"
	"time"
)

// maxLine is how long a line of the book may be, in bytes.
const maxLine = 500

// patience is how long PostgreSQL may take. The host behind a connection may be gone without a word: then the connection is
// given up, and the next one leads to whoever has taken over.
const patience = 3 * time.Second

// handler answers what the application is asked:
//
//	GET  /healthz  whether it serves; PostgreSQL is not asked, so that its failover restarts nothing
//	GET  /readyz   whether PostgreSQL answers
//	GET  /entries  the newest lines, at most 100, as JSON
//	POST /entries  writes the body, plain text, as one line
func handler(book *book, visits visitCounter) http.Handler {
	routes := http.NewServeMux()
	routes.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { answer(w, http.StatusOK, "ok") })
	routes.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), patience)
		defer cancel()
		if err := book.ping(ctx); err != nil {
			fail(w, err)
			return
		}
		answer(w, http.StatusOK, "ok")
	})
	routes.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) { list(w, r, book, visits) })
	routes.HandleFunc("GET /entries", func(w http.ResponseWriter, r *http.Request) { list(w, r, book, visits) })
	routes.HandleFunc("POST /entries", func(w http.ResponseWriter, r *http.Request) { write(w, r, book) })
	return logged(routes)
}

func list(w http.ResponseWriter, r *http.Request, book *book, visits visitCounter) {
	ctx, cancel := context.WithTimeout(r.Context(), patience)
	defer cancel()
	entries, err := book.newest(ctx)
	if err != nil {
		fail(w, err)
		return
	}
	page := struct {
		Entries []entry `json:"entries"`
		// Missing when Redis does not answer: a book without a counter is still a book.
		Visits *int64 `json:"visits,omitempty"`
	}{Entries: entries}
	if count, err := visits.next(r.Context()); err == nil {
		page.Visits = &count
	} else if !errors.Is(err, errNoCounter) {
		log.Printf("nobody counts: %v", err)
	}
	answer(w, http.StatusOK, page)
}

func write(w http.ResponseWriter, r *http.Request, book *book) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxLine))
	line := strings.TrimSpace(string(body))
	if err != nil || line == "" {
		answer(w, http.StatusBadRequest, "an entry is one line of text, 1 to 500 bytes")
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), patience)
	defer cancel()
	made, err := book.add(ctx, line)
	if err != nil {
		fail(w, err)
		return
	}
	answer(w, http.StatusCreated, made)
}

func fail(w http.ResponseWriter, err error) {
	log.Printf("PostgreSQL: %v", err)
	answer(w, http.StatusServiceUnavailable, "the book cannot be reached now")
}

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(body); err != nil {
		log.Printf("not sent: %v", err)
	}
}

// logged writes one line for each request, but for the probes that come every few seconds.
func logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		started := time.Now()
		next.ServeHTTP(w, r)
		if r.URL.Path != "/healthz" {
			log.Printf("%s %s in %s", r.Method, r.URL.Path, time.Since(started).Round(time.Millisecond))
		}
	})
}
