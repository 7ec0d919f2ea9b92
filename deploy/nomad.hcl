# A site an allocation: nomad job run -var sites=200 deploy/nomad.hcl (docs/fleets.md).
variable "sites" { type = number }

job "wp2md" {
  type = "batch"
  group "site" {
    count = var.sites # NOMAD_ALLOC_INDEX goes from 0 on
    restart {
      attempts = 1
      mode     = "fail"
    }
    volume "work" {
      type   = "host"
      source = "wp2md"
    }
    task "wp2md" {
      driver = "docker"
      config { image = "registry.example/wp2md-fleet:latest" }
      env {
        LIST = "/work/sites.tsv"
        OUT  = "/work/sites"
      }
      volume_mount {
        volume      = "work"
        destination = "/work"
      }
      resources {
        cpu    = 1000
        memory = 512
      }
    }
  }
}
