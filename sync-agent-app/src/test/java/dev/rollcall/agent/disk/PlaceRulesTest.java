package dev.rollcall.agent.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceRulesTest {

    private static final Path DATA = Path.of("/var/lib/rollcall/data");

    @ParameterizedTest
    @ValueSource(strings = {"nfs", "nfs4", "NFS", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "vboxsf"})
    void networkDrive_isWarnedAbout(String type) {
        assertThat(PlaceRules.warnings(DATA, type, file -> false))
                .singleElement()
                .asString()
                .contains("network drive (" + type + ")")
                .contains("put dataDir");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "btrfs", "NTFS", "apfs", "overlay", "tmpfs", "zfs"})
    void localDisk_isFine(String type) {
        assertThat(PlaceRules.warnings(DATA, type, file -> false)).isEmpty();
    }

    @Test
    void windowsShare_isANetworkDrive() {
        assertThat(PlaceRules.warnings(Path.of("\\\\server\\share\\data"), "NTFS", file -> false))
                .hasSize(1);
        assertThat(PlaceRules.warnings(Path.of("\\\\?\\C:\\data"), "NTFS", file -> false))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/home/a/OneDrive/rollcall, OneDrive",
        "/home/a/OneDrive - Office Ltd/rollcall, OneDrive",
        "/home/a/Dropbox/rollcall/data, Dropbox",
        "/Users/a/Library/Mobile Documents/x, iCloud",
        "/Users/a/Google Drive/x, Google Drive",
        "/home/a/Nextcloud/x, Nextcloud"
    })
    void syncedFolder_isToldByItsName(String folder, String service) {
        assertThat(PlaceRules.warnings(Path.of(folder), "ext4", file -> false))
                .singleElement()
                .asString()
                .contains(service);
    }

    @Test
    void syncedFolder_isToldByItsMarker() {
        assertThat(PlaceRules.warnings(DATA, "ext4", Path.of("/var/lib/.stfolder")::equals))
                .singleElement()
                .asString()
                .contains("Syncthing");
        assertThat(PlaceRules.warnings(Path.of("/srv/dropboxes/x"), "ext4", file -> false))
                .isEmpty();
    }
}
