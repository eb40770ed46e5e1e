-- Run by the role that owns the tables, after every migration (`tani migrate` does): the site's role may add rows to the
-- append-only tables and read them, but neither change nor delete them, not even with the maintenance switch of the triggers.
DO $$
DECLARE facts regclass;
BEGIN
  FOR facts IN SELECT DISTINCT tgrelid::regclass FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
               WHERE p.proname = 'tani_append_only' AND NOT t.tgisinternal
  LOOP
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %s FROM tani', facts);
  END LOOP;
END $$;
