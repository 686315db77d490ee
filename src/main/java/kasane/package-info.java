/** かさね: the root of the modular monolith; every direct sub-package is one module. */
@org.jspecify.annotations.NullMarked
package kasane;
