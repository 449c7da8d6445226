package dev.rollcall.disklab;

import java.util.Random;

/**
 * Something wrong with a journal's bytes.
 *
 * @param name which file, by the end of its name
 * @param kind what is done to it
 * @param at   where it begins
 * @param size how many bits or bytes
 */
record Damage(String name, Kind kind, long at, int size) {

    private static final int[] SECTORS = {512, 4096};
    private static final int KINDS = 10;
    private static final int MOST_BYTES = 16;

    enum Kind {
        BIT,
        BYTES,
        SECTOR_OF_NOTHING
    }

    /** The n-th of a series: mostly single bits, now and then some bytes or a sector. */
    static Damage number(int number, String name, int length, Random random) {
        int which = number % KINDS;
        if (which == KINDS - 1) {
            int sector = Math.min(SECTORS[random.nextInt(SECTORS.length)], length);
            return new Damage(name, Kind.SECTOR_OF_NOTHING, (long) random.nextInt(length / sector) * sector, sector);
        }
        if (which == KINDS - 2) {
            int size = Math.min(length, 2 + random.nextInt(MOST_BYTES - 1));
            return new Damage(name, Kind.BYTES, random.nextInt(length - size + 1), size);
        }
        return new Damage(name, Kind.BIT, random.nextLong(8L * length), 1);
    }

    /** Does it to these bytes. */
    void to(byte[] bytes, Random random) {
        switch (kind) {
            case BIT -> bytes[(int) (at / 8)] ^= (byte) (1 << (at % 8));
            case BYTES -> {
                for (int byteAt = (int) at; byteAt < at + size; byteAt++) {
                    bytes[byteAt] ^= (byte) (1 + random.nextInt(255));
                }
            }
            case SECTOR_OF_NOTHING -> java.util.Arrays.fill(bytes, (int) at, (int) at + size, (byte) 0);
        }
    }
}
