/**
 * The database under everything: a durable PostgreSQL embedded from Maven artifacts and run by our own launcher, the
 * four roles of every Kasane database, and the addresses to reach them. Plain Java below all other modules: no Spring,
 * and no knowledge of what is stored.
 */
@org.jspecify.annotations.NullMarked
package kasane.postgres;
