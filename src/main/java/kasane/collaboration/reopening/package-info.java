/** 再開: the form by which a closed case begins anew. */
@org.jspecify.annotations.NullMarked
package kasane.collaboration.reopening;
