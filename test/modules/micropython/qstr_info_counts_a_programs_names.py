# The names that the firmware lacks, in tables for 20, 40, 80 and so on, each shown from its beginning, the newest table first.
# differs: the board has run boot.py, whose name is one, too
import micropython

alpha_name = beta_name = gamma_name = delta_name = 1


class EpsilonName:
    zeta_name = eta_name = theta_name = iota_name = 2


micropython.qstr_info()


def kappa_name(lambda_name, mu_name, nu_name, xi_name, omicron_name):
    return "pi-text", "a text that is too long to be a name"


rho_name = sigma_name = tau_name = upsilon_name = phi_name = chi_name = psi_name = omega_name = 3
setattr(EpsilonName, "made_" + "later_on", 4)
micropython.qstr_info(1)
[each for each in "\x01\x02"]
chr(3)
micropython.qstr_info()
# expect: qstr pool: n_pool=2, n_qstr=29, n_str_data_bytes=274, n_total_bytes=754
# expect: qstr pool: n_pool=2, n_qstr=30, n_str_data_bytes=288, n_total_bytes=768
# expect: Q(upsilon_name)
# expect: Q(phi_name)
# expect: Q(chi_name)
# expect: Q(psi_name)
# expect: Q(omega_name)
# expect: Q(made_)
# expect: Q(later_on)
# expect: Q(each)
# expect: Q()
# expect: Q(made_later_on)
# expect: Q(boot.py)
# expect: Q(alpha_name)
# expect: Q(beta_name)
# expect: Q(gamma_name)
# expect: Q(delta_name)
# expect: Q(EpsilonName)
# expect: Q(zeta_name)
# expect: Q(eta_name)
# expect: Q(theta_name)
# expect: Q(iota_name)
# expect: Q(kappa_name)
# expect: Q(lambda_name)
# expect: Q(mu_name)
# expect: Q(nu_name)
# expect: Q(xi_name)
# expect: Q(omicron_name)
# expect: Q(pi-text)
# expect: Q(rho_name)
# expect: Q(sigma_name)
# expect: Q(tau_name)
# expect: qstr pool: n_pool=2, n_qstr=33, n_str_data_bytes=294, n_total_bytes=774
