// Command guestbook is the application of the bed: people leave lines in a book that PostgreSQL keeps, and Redis counts
// who came by.
//
// DATABASE_URL says where PostgreSQL is. REDIS_URL, redis://:PASSWORD@HOST:PORT/0, says where Redis is; without it, or when it does not
// answer, nobody counts. It listens on port 8080 and writes to nothing but stdout.
package main

import (
	"context"
	"errors"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	log.SetOutput(os.Stdout)
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	if err := serve(ctx); err != nil {
		log.Fatal(err)
	}
}

func serve(ctx context.Context) error {
	book, err := openBook(ctx, os.Getenv("DATABASE_URL"))
	if err != nil {
		return err
	}
	defer book.close()
	visits, err := counterAt(os.Getenv("REDIS_URL"))
	if err != nil {
		return err
	}
	server := http.Server{Addr: ":8080", Handler: handler(book, visits), ReadHeaderTimeout: 5 * time.Second}
	ended := make(chan error, 1)
	go func() { ended <- server.ListenAndServe() }()
	log.Print("listening on port 8080")
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	log.Print("told to end")
	// Requests that are under way may finish: a rolling update must lose none.
	last, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	if err := server.Shutdown(last); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
