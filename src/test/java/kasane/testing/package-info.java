/** What tests of all modules share: databases, and later people, towns and pages. */
@org.jspecify.annotations.NullMarked
package kasane.testing;
