/** つなぎもどし: the page of whoever is asked, another offer after 対応不可, and what the lead sees afterwards. */
@org.jspecify.annotations.NullMarked
package kasane.collaboration.handback;
