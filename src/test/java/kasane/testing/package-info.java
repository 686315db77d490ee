/** What the tests themselves stand on: promises, steps and the script. */
@org.jspecify.annotations.NullMarked
package kasane.testing;
