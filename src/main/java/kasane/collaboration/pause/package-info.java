/** 休止: the form by which a case comes to rest or stays so, and the one by which it goes on. */
@org.jspecify.annotations.NullMarked
package kasane.collaboration.pause;
