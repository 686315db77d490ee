/** 支援チーム: the forms by which an agency joins and leaves. */
@org.jspecify.annotations.NullMarked
package kasane.collaboration.team;
