/**
 * 共通の言葉: the values every module speaks with (decisions, ids, Japanese dates, names and typed text).
 *
 * <p>Plain Java: no Spring, no SQL, no business clock; whoever needs today passes it in.
 */
@org.jspecify.annotations.NullMarked
package kasane.shared;
