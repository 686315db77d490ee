package kasane.home.genogram;

import java.util.List;

/** 家族: the persons and ties that a viewer sees, ready to be drawn; ids are only compared, never shown. */
public record Family(List<Person> persons, List<Couple> couples, List<Child> children, List<Siblings> siblings) {

    public Family {
        persons = List.copyOf(persons);
        couples = List.copyOf(couples);
        children = List.copyOf(children);
        siblings = List.copyOf(siblings);
    }

    /** □ 男性 ○ 女性 ◇ otherwise or unknown. */
    public enum Shape {
        /** □. */
        SQUARE,
        /** ○. */
        CIRCLE,
        /** ◇. */
        DIAMOND
    }

    /** How two partners are tied. */
    public enum Bond {
        /** 婚姻. */
        MARRIED,
        /** 内縁・事実婚. */
        COMMON_LAW,
        /** 離別. */
        DIVORCED,
        /** 死別. */
        WIDOWED
    }

    /**
     * One person of the drawing.
     *
     * @param age  as it stands in the symbol; empty when unknown
     * @param note 続柄 or the like, in a small line
     * @param here lives with the household; others are dotted and stand outside its line
     */
    public record Person(String id, Shape shape, String age, String name, String note, boolean here, boolean dead) {}

    /** Two partners. */
    public record Couple(String a, String b, Bond bond, boolean conflict) {}

    /** A parent and a child. */
    public record Child(String parent, String child) {}

    /** Two siblings, of use where no parent is recorded. */
    public record Siblings(String a, String b) {}
}
