package kasane.access;

/** A path pattern that needs no sign-in, declared as a bean by the module whose page it is. */
public record PublicPath(String pattern) {}
