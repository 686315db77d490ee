/** モニタリング: writing and reading one. */
@org.jspecify.annotations.NullMarked
package kasane.collaboration.monitoring;
