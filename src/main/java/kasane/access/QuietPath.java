package kasane.access;

/**
 * 問い合わせの経路: a path that pages ask by themselves; it needs a living session, but nobody counts as present because
 * of it, so that a page left open does not keep its session alive.
 */
public record QuietPath(String path) {}
