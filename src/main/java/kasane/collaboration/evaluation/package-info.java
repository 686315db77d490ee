/** 評価: writing and reading one, and putting an end before the conference. */
@org.jspecify.annotations.NullMarked
package kasane.collaboration.evaluation;
