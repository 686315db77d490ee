/** 出来事: telling what happened, its page, and settling it without a モニタリング. */
@org.jspecify.annotations.NullMarked
package kasane.collaboration.occurrence;
