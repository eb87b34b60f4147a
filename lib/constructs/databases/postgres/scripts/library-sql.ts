/**
 * Functions that `grants.sql` is written in, in the session's temporary schema: they leave nothing behind.
 *
 * Whatever they make carries a comment that begins with `plinth:`. What has none was made by somebody else and is refused, so
 * that a role of an administrator never loses its rights to a name in a program.
 */
export const librarySql = String.raw`-- The words that grants.sql is written in. They exist for one session only.
SET client_min_messages = 'warning';
SET search_path = pg_catalog, pg_temp;

CREATE FUNCTION pg_temp.mark_of(role name) RETURNS text LANGUAGE sql AS $$
  SELECT shobj_description(oid, 'pg_authid') FROM pg_authid WHERE rolname = role
$$;

CREATE FUNCTION pg_temp.ensure_role(role name, mark text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_authid WHERE rolname = role) THEN
    EXECUTE format('CREATE ROLE %I NOLOGIN', role);
  ELSIF pg_temp.mark_of(role) IS NULL OR pg_temp.mark_of(role) NOT LIKE 'plinth: %' THEN
    RAISE EXCEPTION 'The role "%" exists and was not made by Plinth.', role
      USING HINT = format('Give the consumer another role, or hand it over: COMMENT ON ROLE %I IS %L', role, mark);
  END IF;
  EXECUTE format('COMMENT ON ROLE %I IS %L', role, mark);
END $$;

-- A role that people and databases are grouped by. Nobody logs in with it.
CREATE FUNCTION pg_temp.group_role(role name) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_temp.ensure_role(role, 'plinth: group');
END $$;

-- A role of a consumer: member of exactly one group, or of none.
CREATE FUNCTION pg_temp.login_role(role name, in_group name) RETURNS void LANGUAGE plpgsql AS $$
DECLARE other name;
BEGIN
  PERFORM pg_temp.ensure_role(role, 'plinth: declared');
  EXECUTE format('ALTER ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS', role);
  FOR other IN
    SELECT g.rolname FROM pg_auth_members m
    JOIN pg_authid g ON g.oid = m.roleid JOIN pg_authid r ON r.oid = m.member
    WHERE r.rolname = role AND g.rolname IS DISTINCT FROM in_group
  LOOP
    EXECUTE format('REVOKE %I FROM %I', other, role);
    -- A session that acts as the group keeps its rights until it ends.
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = role;
  END LOOP;
  IF in_group IS NOT NULL AND NOT EXISTS (
    SELECT FROM pg_auth_members m
    JOIN pg_authid g ON g.oid = m.roleid JOIN pg_authid r ON r.oid = m.member
    WHERE r.rolname = role AND g.rolname = in_group
  ) THEN
    EXECUTE format('GRANT %I TO %I', in_group, role);
  END IF;
END $$;

-- What an owner creates belongs to the group, so that two owners of a database can change each other's tables.
CREATE FUNCTION pg_temp.acts_as(role name, in_database name, in_group name) RETURNS void LANGUAGE plpgsql AS $$
DECLARE other name;
BEGIN
  FOR other IN
    SELECT d.datname FROM pg_db_role_setting s
    JOIN pg_authid r ON r.oid = s.setrole JOIN pg_database d ON d.oid = s.setdatabase
    WHERE r.rolname = role
      AND (in_group IS NULL OR d.datname <> in_database OR NOT s.setconfig @> ARRAY[format('role=%s', in_group)])
  LOOP
    EXECUTE format('ALTER ROLE %I IN DATABASE %I RESET role', role, other);
  END LOOP;
  IF in_group IS NOT NULL AND NOT EXISTS (
    SELECT FROM pg_db_role_setting s
    JOIN pg_authid r ON r.oid = s.setrole JOIN pg_database d ON d.oid = s.setdatabase
    WHERE r.rolname = role AND d.datname = in_database AND s.setconfig @> ARRAY[format('role=%s', in_group)]
  ) THEN
    EXECUTE format('ALTER ROLE %I IN DATABASE %I SET role = %L', role, in_database, in_group);
  END IF;
END $$;

-- Roles that the program no longer names may not log in. They are kept, since they may own something.
CREATE FUNCTION pg_temp.retire_all_but(roles name[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE role name;
BEGIN
  FOR role IN
    SELECT rolname FROM pg_authid
    WHERE shobj_description(oid, 'pg_authid') = 'plinth: declared' AND rolname <> ALL (roles)
  LOOP
    PERFORM pg_temp.login_role(role, NULL);
    PERFORM pg_temp.acts_as(role, NULL, NULL);
    EXECUTE format('ALTER ROLE %I NOLOGIN PASSWORD NULL', role);
    EXECUTE format('COMMENT ON ROLE %I IS %L', role, 'plinth: retired');
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = role;
  END LOOP;
END $$;

-- A database belongs to its group of owners from the moment it exists; one that does not was made by somebody else.
CREATE FUNCTION pg_temp.refuse_foreign_database(name name, owners name) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM pg_database d WHERE d.datname = name AND pg_get_userbyid(d.datdba) <> owners) THEN
    RAISE EXCEPTION 'The database "%" exists and was not made by Plinth.', name
      USING HINT = format('Use another database, or hand it over: ALTER DATABASE %I OWNER TO %I', name, owners);
  END IF;
END $$;

-- What the three groups of a database may do in it, now and with what its owners will create.
CREATE FUNCTION pg_temp.grant_groups(owners name, writers name, readers name) RETURNS void LANGUAGE plpgsql AS $$
DECLARE schema name;
BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO %I, %I, %I', current_database(), owners, writers, readers);
  FOR schema IN
    SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'plinth')
  LOOP
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I, %I', schema, writers, readers);
    EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO %I', schema, readers);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO %I', schema, writers);
    EXECUTE format('GRANT SELECT ON ALL SEQUENCES IN SCHEMA %I TO %I', schema, readers);
    EXECUTE format('GRANT SELECT, USAGE, UPDATE ON ALL SEQUENCES IN SCHEMA %I TO %I', schema, writers);
  END LOOP;
  EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I GRANT USAGE ON SCHEMAS TO %I, %I', owners, writers, readers);
  EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I GRANT SELECT ON TABLES TO %I', owners, readers);
  EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %I', owners, writers);
  EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I GRANT SELECT ON SEQUENCES TO %I', owners, readers);
  EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I GRANT SELECT, USAGE, UPDATE ON SEQUENCES TO %I', owners, writers);
END $$;

-- Lets the pooler ask for the verifier of a password, of consumers only: nobody gets in through it as superuser.
CREATE FUNCTION pg_temp.answer_pooler(pooler name) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), pooler);
  CREATE SCHEMA IF NOT EXISTS plinth;
  CREATE OR REPLACE FUNCTION plinth.user_lookup(login text) RETURNS TABLE (uname text, phash text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $lookup$
      SELECT rolname, rolpassword FROM pg_authid
      WHERE rolname = login AND rolcanlogin AND NOT rolsuper AND NOT rolreplication
    $lookup$;
  REVOKE ALL ON SCHEMA plinth FROM PUBLIC;
  REVOKE ALL ON FUNCTION plinth.user_lookup(text) FROM PUBLIC;
  EXECUTE format('GRANT USAGE ON SCHEMA plinth TO %I', pooler);
  EXECUTE format('GRANT EXECUTE ON FUNCTION plinth.user_lookup(text) TO %I', pooler);
END $$;
`;
