package main

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

type entry struct {
	ID      int64     `json:"id"`
	Line    string    `json:"line"`
	Written time.Time `json:"written"`
}

// book is the table of entries. It is made by the first request that finds none: when the application starts, its role
// and its database may not be there yet.
type book struct {
	pool  *pgxpool.Pool
	mutex sync.Mutex
	made  atomic.Bool
}

func openBook(ctx context.Context, url string) (*book, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("DATABASE_URL is no address of PostgreSQL: %w", err)
	}
	config.MaxConns = 4
	config.ConnConfig.ConnectTimeout = 3 * time.Second
	// A pooler hands each transaction to another session: nothing prepared may outlive one.
	config.ConnConfig.DefaultQueryExecMode = pgx.QueryExecModeExec
	// Connects when it is first used.
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, err
	}
	return &book{pool: pool}, nil
}

func (b *book) close() { b.pool.Close() }

// ping tells whether PostgreSQL answers.
func (b *book) ping(ctx context.Context) error {
	if err := b.ready(ctx); err != nil {
		return err
	}
	return b.pool.Ping(ctx)
}

// ready makes the table when it is not there. Once it is, nobody waits here for anybody else.
func (b *book) ready(ctx context.Context) error {
	if b.made.Load() {
		return nil
	}
	b.mutex.Lock()
	defer b.mutex.Unlock()
	// Two pods may start at once, and two of these statements at once may collide.
	const statement = `DO $$ BEGIN
		PERFORM pg_advisory_xact_lock(4711);
		CREATE TABLE IF NOT EXISTS entries (
			id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
			line text NOT NULL,
			written timestamptz NOT NULL DEFAULT now()
		);
	END $$`
	if _, err := b.pool.Exec(ctx, statement); err != nil {
		return err
	}
	b.made.Store(true)
	return nil
}

func (b *book) add(ctx context.Context, line string) (entry, error) {
	if err := b.ready(ctx); err != nil {
		return entry{}, err
	}
	made := entry{Line: line}
	row := b.pool.QueryRow(ctx, "INSERT INTO entries (line) VALUES ($1) RETURNING id, written", line)
	return made, row.Scan(&made.ID, &made.Written)
}

func (b *book) newest(ctx context.Context) ([]entry, error) {
	if err := b.ready(ctx); err != nil {
		return nil, err
	}
	rows, err := b.pool.Query(ctx, "SELECT id, line, written FROM entries ORDER BY id DESC LIMIT 100")
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[entry])
}
