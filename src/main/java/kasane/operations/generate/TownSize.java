package kasane.operations.generate;

/** How many of everything; in each, one household has 250 records and fifteen agencies. */
public enum TownSize {
    /** Where lists are looked at. */
    TOWN(1_500, 600, 120, 5_000, 25, 60),
    /** Where slowness begins to show. */
    CITY(60_000, 25_000, 12_000, 500_000, 150, 600);

    final int persons;
    final int households;
    final int cases;
    final int records;
    final int agencies;
    final int staff;

    TownSize(int persons, int households, int cases, int records, int agencies, int staff) {
        this.persons = persons;
        this.households = households;
        this.cases = cases;
        this.records = records;
        this.agencies = agencies;
        this.staff = staff;
    }
}
