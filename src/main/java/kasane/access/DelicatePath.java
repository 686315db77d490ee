package kasane.access;

/**
 * 大事な操作: what only somebody may ask for who proved a short while ago who they are; declared as a bean by the module
 * whose page it is. A pattern may hold {@code *} for one part of a path and {@code **} for the rest.
 */
public record DelicatePath(String method, String pattern) {}
